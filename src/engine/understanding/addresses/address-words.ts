import type { AddressValue } from '../../../scenarios/model/data-type.ts'

/** An address in an utterance. */
export interface SpokenAddress {
  readonly value: AddressValue
  readonly confidence: number
}

/** The languages whose addresses are read by these words; Polish has a reader of its own beside them. */
export type AddressLanguage = 'ru' | 'uk' | 'ca' | 'en'
/** A part of an address that is a number or a letter. */
export type AddressPart = Exclude<keyof AddressValue, 'street' | 'city'>

/** The words of addresses in a language, without diacritics. */
export interface AddressWords {
  /** "Street", which nobody needs to hear again. */
  readonly street: ReadonlySet<string>
  /** "Avenue" and the like, which belong to the name. */
  readonly named: ReadonlySet<string>
  readonly parts: readonly (readonly [AddressPart, RegExp])[]
  /** Part of a building, said after its number and kept with it. */
  readonly block: RegExp
  /** Floors that have names. */
  readonly floors: Readonly<Record<string, string>>
  readonly city: ReadonlySet<string>
  readonly skipped: ReadonlySet<string>
  /** The street's kind stands last and closes its name: "High Street". */
  readonly isKindLast: boolean
  /** After the building come the floor and the door, without words for them: "tercer segona". */
  readonly isFloorNext: boolean
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** The words of addresses by language. */
export const ADDRESS_WORDS: Readonly<Record<AddressLanguage, AddressWords>> = {
  ru: {
    street: words('улица улице улицу улицы ул'),
    named: words(
      'проспект проспекте пр переулок переулке пер площадь площади бульвар бульваре шоссе набережная набережнои проезд проезде тупик аллея аллее микрораион микрораионе',
    ),
    parts: [
      ['flat', /^(?:квартир|кв$|офис)/],
      ['entrance', /^(?:подъезд|парадн|вход)/],
      ['floor', /^этаж/],
      ['code', /^(?:код|домофон)/],
      ['building', /^(?:дом$|дома$|доме$|номер|здани|д$)/],
    ],
    block: /^(?:корпус|корп|строени)/,
    floors: {},
    city: words('в во город города городе г село селе деревня деревне поселок поселке'),
    skipped: words(
      'да я мы живу живем адрес мои наш это находится на по у и а там пожалуиста записывает запишите дверь двери от мне нам нужно',
    ),
    isKindLast: false,
    isFloorNext: false,
  },
  uk: {
    street: words('вулиця вулиці вулицю вул'),
    named: words(
      'проспект проспекті просп провулок провулку пров площа площі бульвар бульварі шосе набережна набережніи проізд узвіз узвозі алея алеі мікрораион мікрораионі',
    ),
    parts: [
      ['flat', /^(?:квартир|кв$|офіс)/],
      ['entrance', /^(?:під'?ізд|парадн|вхід|входу)/],
      ['floor', /^поверс?[хі]/],
      ['code', /^(?:код|домофон)/],
      ['building', /^(?:будинок|будинк|дім$|дом$|номер|буд$)/],
    ],
    block: /^(?:корпус|корп)/,
    floors: {},
    city: words('в у місто міста місті м село селі селище'),
    skipped: words(
      'так я ми живу живемо мешкаю адреса моя наша це на по і а та там будь ласка запишіть двері від мені нам потрібно',
    ),
    isKindLast: false,
    isFloorNext: false,
  },
  ca: {
    street: words('carrer c calle'),
    named: words(
      'avinguda av avenida passeig placa plaza ronda rambla travessera travessia via cami passatge carretera torrent baixada',
    ),
    parts: [
      ['flat', /^(?:porta|puerta)$/],
      ['entrance', /^(?:escala|escalera)$/],
      ['floor', /^(?:pis|planta|piso)$/],
      ['code', /^(?:codi|codigo)$/],
      ['building', /^(?:numero|num|edifici)$/],
    ],
    block: /^bloc$/,
    floors: {
      baixos: '0',
      baixs: '0',
      bajos: '0',
      entresol: 'entresol',
      principal: 'principal',
      atic: 'àtic',
      sobreatic: 'sobreàtic',
    },
    city: words('a poble ciutat poblacio'),
    skipped: words(
      'si visc vivim estic viu es el al la l meva meu adreca direccio carrer sisplau i aqui amb timbre apunti apunta',
    ),
    isKindLast: false,
    isFloorNext: true,
  },
  en: {
    street: words(''),
    named: words(
      'street st road rd avenue ave lane drive close square crescent court way terrace place gardens grove hill park row walk mews boulevard highway',
    ),
    parts: [
      ['flat', /^(?:flat|apartment|apt|unit|suite)$/],
      ['entrance', /^(?:entrance|stairwell|staircase)$/],
      ['floor', /^(?:floor|level)$/],
      ['code', /^(?:code|buzzer)$/],
      ['building', /^(?:number|house|building|no)$/],
    ],
    block: /^block$/,
    floors: {},
    city: words('in town city'),
    skipped: words(
      "yes i i'm we live my our address is it it's its that's at on the a an and please of to door entry living staying",
    ),
    isKindLast: true,
    isFloorNext: false,
  },
}
