import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord } from '../tokens.ts'

/** An address in an utterance. */
export interface SpokenAddress {
  readonly value: AddressValue
  readonly confidence: number
}

/** A part of an address that is a number or a letter. */
export type AddressPart = Exclude<keyof AddressValue, 'street' | 'city'>

/** The words of addresses in a language, without diacritics. */
export interface AddressWords {
  /** "Street", which nobody needs to hear again. */
  readonly street: ReadonlySet<string>
  /** "Avenue" and the like, which belong to the name: each form with how it is written. */
  readonly named: ReadonlyMap<string, string>
  readonly parts: readonly (readonly [AddressPart, RegExp])[]
  /** Part of a building, said after its number and kept with it. */
  readonly block: RegExp
  /** "łamane przez", "дробь": what follows is the flat, or the second half of the building's number. */
  readonly over: ReadonlySet<string>
  readonly isFlatOver: boolean
  /** Sides that name a stairwell. */
  readonly sides: ReadonlySet<string>
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
/** Kinds separated by bars, each as it is written and then its other forms. */
const kinds = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('|').flatMap(kind => {
      const [shown = '', ...others] = kind.split(' ')
      return [shown, ...others].map(form => [foldWord(form), shown] as const)
    }),
  )

/** The words of addresses by language. */
export const ADDRESS_WORDS: Readonly<Record<Language, AddressWords>> = {
  pl: {
    street: words('ulica ulicy ulice ul'),
    named: kinds(
      'aleja alei aleją al|aleje alejach|plac placu pl|osiedle osiedlu os|rynek rynku|rondo rondzie|bulwar bulwarze|skwer skwerze|szosa szosie|trakt trakcie|pasaż pasażu',
    ),
    parts: [
      ['flat', /^(?:mieszkani|lokal|m$)/],
      ['entrance', /^(?:klatk|wejsci|brama$|bramy$)/],
      ['floor', /^pietr/],
      ['code', /^(?:kod|domofon)/],
      ['building', /^(?:numer|budynek|budynku|dom$|blok$|bloku$|nr$)/],
    ],
    block: /^(?!)/,
    over: words('lamane przez'),
    isFlatOver: true,
    sides: words(''),
    floors: { parter: '0', parterze: '0' },
    city: words('w we miasto miejscowosc miejscowosci wies'),
    skipped: words(
      'tak mieszkam mieszkamy adres moj to jest na przy prosze i a ten pod do z drzwi domofonu domu jednorodzinny pocztowy numerem ma mam nasz',
    ),
    isKindLast: false,
    isFloorNext: false,
  },
  ru: {
    street: words('улица улице улицу улицы ул'),
    named: kinds(
      'проспект проспекте просп пр|переулок переулке пер|площадь площади|бульвар бульваре|шоссе|набережная набережной|проезд проезде|тупик тупике|аллея аллее|микрорайон микрорайоне мкр',
    ),
    parts: [
      ['flat', /^(?:квартир|кв$|офис)/],
      ['entrance', /^(?:подъезд|парадн|вход)/],
      ['floor', /^этаж/],
      ['code', /^(?:код|домофон)/],
      ['building', /^(?:дом$|дома$|доме$|номер|здани|д$)/],
    ],
    block: /^(?:корпус|корп|строени)/,
    over: words('дробь'),
    isFlatOver: false,
    sides: words(''),
    floors: {},
    city: words('в во город города городе г село селе деревня деревне поселок поселке'),
    skipped: words(
      'частный да я мы живу живем адрес мои наш это находится на по у и а там пожалуиста записывает запишите дверь двери от мне нам нужно',
    ),
    isKindLast: false,
    isFloorNext: false,
  },
  uk: {
    street: words('вулиця вулиці вулицю вул'),
    named: kinds(
      'проспект проспекті просп|провулок провулку пров|площа площі|бульвар бульварі|шосе|набережна набережній|проїзд проїзді|узвіз узвозі|алея алеї|мікрорайон мікрорайоні',
    ),
    parts: [
      ['flat', /^(?:квартир|кв$|офіс)/],
      ['entrance', /^(?:під'?ізд|парадн|вхід|входу)/],
      ['floor', /^поверс?[хі]/],
      ['code', /^(?:код|домофон)/],
      ['building', /^(?:будинок|будинк|дім$|дом$|номер|буд$)/],
    ],
    block: /^(?:корпус|корп)/,
    over: words('дріб дробь'),
    isFlatOver: false,
    sides: words(''),
    floors: {},
    city: words('в у місто міста місті м село селі селище'),
    skipped: words(
      'приватний так я ми живу живемо мешкаю адреса моя наша це на по і а та там будь ласка запишіть двері від мені нам потрібно',
    ),
    isKindLast: false,
    isFloorNext: false,
  },
  ca: {
    street: words('carrer c calle'),
    named: kinds(
      'avinguda av avenida|gran|passeig|plaça plaza|ronda|rambla|travessera|travessia|via|camí|passatge|carretera|torrent|baixada',
    ),
    parts: [
      ['flat', /^(?:porta|puerta)$/],
      ['entrance', /^(?:escala|escalera)$/],
      ['floor', /^(?:pis|planta|piso)$/],
      ['code', /^(?:codi|codigo)$/],
      ['building', /^(?:numero|num|edifici)$/],
    ],
    block: /^bloc$/,
    over: words('barra'),
    isFlatOver: false,
    sides: words('esquerra dreta'),
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
      'si visc vivim estic viu es el al la l meva meu sense adreca direccio carrer sisplau i aqui amb timbre apunti apunta',
    ),
    isKindLast: false,
    isFloorNext: true,
  },
  en: {
    street: words(''),
    named: kinds(
      'street|st|road|rd|avenue|ave|lane|drive|close|square|crescent|court|way|terrace|place|gardens|grove|hill|park|row|walk|mews|boulevard|highway',
    ),
    parts: [
      ['flat', /^(?:flat|apartment|apt|unit|suite)$/],
      ['entrance', /^(?:entrance|stairwell|staircase)$/],
      ['floor', /^(?:floor|level)$/],
      ['code', /^(?:code|buzzer)$/],
      ['building', /^(?:number|house|building|no)$/],
    ],
    block: /^block$/,
    over: words('slash'),
    isFlatOver: false,
    sides: words(''),
    floors: {},
    city: words('in town city'),
    skipped: words(
      "yes i i'm we live my our address is it it's its that's at on the a an and please of to door entry living staying",
    ),
    isKindLast: true,
    isFloorNext: false,
  },
}
