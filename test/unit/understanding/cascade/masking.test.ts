import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCascade, maskText } from '../../../../src/engine/understanding/cascade/index.ts'
import { createOpenAiModel } from '../../../../src/engine/understanding/openai/index.ts'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { createVirtualClock } from '../../../../src/simulation/virtual-clock.ts'
import { type FakeApi, startFakeApi } from './fake-api.ts'
import { localThat, siteOf } from './site.ts'

/** Invented people, most of whom no list of common names holds; `{}` in a frame takes what is named there. */
interface Speakers {
  readonly people: readonly string[]
  readonly phones: readonly string[]
  readonly births: readonly string[]
  readonly addresses: readonly string[]
  readonly frames: readonly string[]
}

const SPEAKERS: Readonly<Record<Language, Speakers>> = {
  pl: {
    people: [
      'halina wróblewska',
      'Zenobia Kłak',
      'jeremiasz pągowski',
      'bogumiła szczęsna',
      'Dobrawa Zając',
      'józef brzęczyszczykiewicz',
    ],
    phones: [
      '601 234 567',
      '601234567',
      'sześćset jeden dwieście trzydzieści cztery pięćset sześćdziesiąt siedem',
      'sześć zero jeden dwa trzy cztery pięć sześć siedem',
    ],
    births: [
      'trzeciego marca tysiąc dziewięćset siedemdziesiątego drugiego',
      '3 marca 1972',
      '03.03.1972',
      'szesnasty lutego czterdziesty dziewiąty',
    ],
    addresses: [
      'ulica modrzewiowa 17 mieszkania 4',
      'na ulicy Grochowej dwadzieścia osiem',
      'osiedle tysiąclecia 15',
      'aleja pokoju 33',
    ],
    frames: [
      'tu {person} no ja nie bardzo bym wtedy potrafiła się zebrać',
      'nazywam się {person} i coś mi tutaj wypadło takiego',
      'mówi {person} a mój numer to {phone} niech oddzwonią',
      'jakby co to proszę pod {phone} albo do córki',
      'ja jestem z rocznika urodzona {birth} i nie rozumiem pytania',
      'mieszkam {address} i nie mam jak dojechać raczej',
      'to proszę wysłać na adres {address}',
      'pani {person} teraz wyszła po bułki',
      'dla męża {person} dzwonicie czy dla mnie',
      'dzień dobry {person} z tej strony no to tego',
    ],
  },
  ru: {
    people: [
      'галина воробьёва',
      'Пелагея Кулик',
      'еремей пашковский',
      'зульфия хабибуллина',
      'Иннокентий Заяц',
      'наталья сергеевна ковальчук',
    ],
    phones: ['8 921 123 45 67', '89211234567', 'восемь девятьсот двадцать один сто двадцать три сорок пять шестьдесят семь'],
    births: [
      'третьего марта тысяча девятьсот семьдесят второго',
      '3 марта 1972 года',
      '03.03.1972',
      'шестнадцатое февраля сорок девятого',
    ],
    addresses: ['улица лиственничная 17 квартира 4', 'на улице Гороховой двадцать восемь', 'проспект просвещения 15'],
    frames: [
      'это {person} ну я даже не знаю как мне быть с этим делом',
      'меня зовут {person} и тут такая история приключилась',
      'говорит {person} мой номер {phone} пусть перезвонят',
      'если что звоните на {phone} лучше вечером',
      'я родилась {birth} и не понимаю вопроса',
      'живу {address} и добраться не на чем',
      'тогда пришлите по адресу {address}',
      'госпожа {person} сейчас вышла за хлебом',
      'вы моей маме звоните маму зовут {person}',
    ],
  },
  uk: {
    people: [
      'галина горобець',
      'Мелашка Кулик',
      'охрім вишневецький',
      'Соломія Заєць',
      'наталія сергіївна ковальчук',
      'одарка запорожець',
    ],
    phones: ['067 123 45 67', '0671234567', "нуль шістдесят сім сто двадцять три сорок п'ять шістдесят сім"],
    births: [
      "третього березня тисяча дев'ятсот сімдесят другого",
      '3 березня 1972 року',
      '03.03.1972',
      "шістнадцяте лютого сорок дев'ятого",
    ],
    addresses: ['вулиця модринова 17 квартира 4', 'на вулиці Гороховій двадцять вісім', 'проспект перемоги 15'],
    frames: [
      'це {person} та я навіть не знаю як мені з цим бути',
      'мене звати {person} і тут така історія сталася',
      'говорить {person} мій номер {phone} нехай передзвонять',
      'як що то дзвоніть на {phone} краще ввечері',
      'я народилася {birth} і не розумію питання',
      'живу {address} і добратися нема чим',
      'тоді надішліть на адресу {address}',
      'пані {person} зараз вийшла по хліб',
      'ви моїй мамі дзвоните маму звати {person}',
    ],
  },
  ca: {
    people: [
      'remei puigdollers',
      'Hermenegild Conill',
      'eulària vilanova pardal',
      'Ermessenda Rius',
      'fàtima el bakkali',
      'segimon sánchez',
    ],
    phones: [
      '612 345 678',
      '612345678',
      'sis u dos tres quatre cinc sis set vuit',
      'sis-cents dotze tres-cents quaranta-cinc sis-cents setanta-vuit',
    ],
    births: [
      'el tres de març del mil nou-cents setanta-dos',
      '3 de març de 1972',
      '03/03/1972',
      'setze de febrer del quaranta-nou',
    ],
    addresses: ['carrer dels alocs 17 segon tercera', 'al carrer Mossèn Cinto vint-i-vuit', 'plaça de la vila 15'],
    frames: [
      "soc la {person} i no sé pas com fer-m'ho això",
      "em dic {person} i m'ha sortit una cosa rara",
      'parla {person} el meu número és el {phone} que em truquin',
      'si de cas truqueu al {phone} millor al vespre',
      'vaig néixer {birth} i no entenc la pregunta',
      'visc {address} i no tinc manera de baixar',
      "doncs envieu-ho a l'adreça {address}",
      'la senyora {person} ara ha sortit a comprar',
      'és per la meva mare que es diu {person}',
    ],
  },
  en: {
    people: [
      'gwendolyn sparrow',
      'Zebedee Finch',
      'siobhan mcguinness',
      'Araminta Peacock',
      'olufemi adeyemi',
      'prudence featherstonehaugh',
    ],
    phones: ['07700 900123', '07700900123', 'oh seven seven double oh nine hundred one two three', '+44 7700 900 456'],
    births: ['the third of march nineteen seventy two', '3 March 1972', '03/03/1972', 'sixteenth of february forty nine'],
    addresses: ['17 larch tree lane', 'at 28 Pomander Walk', 'flat 4 sycamore court 15'],
    frames: [
      "this is {person} and i haven't the foggiest what to do with it",
      'my name is {person} and something odd came up',
      '{person} speaking my number is {phone} have them ring',
      'if anything ring me on {phone} best in the evening',
      "i was born {birth} and don't get the question",
      'i live {address} and there is no way to get over',
      'then post it to the address {address}',
      'mrs {person} has popped out for milk',
      'you want my mother her name is {person}',
    ],
  },
}

/** Every utterance of a language, with the words in it that must not leave. */
function* listUtterances(language: Language): Generator<{ readonly text: string; readonly secrets: readonly string[] }> {
  const { people, phones, births, addresses, frames } = SPEAKERS[language]
  for (const frame of frames)
    for (const [at, person] of people.entries())
      for (let turn = 0; turn < 2; turn += 1) {
        const pick = (list: readonly string[]): string => list[(at + turn * 3) % list.length] ?? ''
        const filled: string[] = []
        const text = frame.replace(/\{(\w+)\}/g, (_, kind: string) => {
          const value =
            kind === 'person'
              ? turn === 0
                ? person
                : person.toLowerCase()
              : pick(kind === 'phone' ? phones : kind === 'birth' ? births : addresses)
          filled.push(value)
          return value
        })
        yield { text, secrets: filled.flatMap(value => value.split(/[\s]+/)) }
      }
}

/** Small words of names, dates and addresses that tell nothing of anybody. */
const HARMLESS = new Set(
  'the of at flat el la de del dels al a на по года року na ulica ulicy aleja osiedle mieszkania улица улице проспект квартира вулиця вулиці carrer plaça lane court walk tree segon tercera з oh and'.split(
    ' ',
  ),
)
const isTold = (said: string, secret: string): boolean =>
  !HARMLESS.has(secret.toLowerCase()) &&
  new RegExp(`(?<![\\p{L}\\d])${secret.toLowerCase().replace(/[.+/]/g, '\\$&')}(?![\\p{L}\\d])`, 'u').test(said)

let api: FakeApi
beforeAll(async () => void (api = await startFakeApi()))
afterAll(() => api.close())

describe('what leaves this machine', () => {
  test.each(Object.keys(SPEAKERS) as Language[])('holds no name, telephone, birth date or address said in %s', async language => {
    const told: string[] = []
    let asked = 0
    for (const { text, secrets } of listUtterances(language)) {
      api.arrived.length = 0
      // A cascade of its own for each: masked, most of them are the same words, and would be asked once.
      const model = createOpenAiModel({ model: 'small', apiKey: 'k', baseUrl: api.url })
      const cascade = createCascade({ local: localThat(), model, clock: createVirtualClock() })
      await cascade.hear([{ text }], siteOf(language))
      if (api.arrived[0] === undefined) continue
      asked += 1
      const { caller_said: said } = JSON.parse(api.arrived[0].body.messages[1]?.content ?? '{}') as { caller_said: string }
      const leaked = secrets.filter(secret => isTold(said, secret))
      if (leaked.length > 0) told.push(`${leaked.join(' ')} | ${text} | ${said}`)
    }
    expect(told).toEqual([])
    expect(asked).toBeGreaterThan(80)
  })
})

const anna = {
  '': {
    patient: {
      name: { name: 'Zdzisława Gżegżółka', first: 'Zdzisława', last: 'Gżegżółka' },
      phone: '+48600000203',
      born: '1951-02-17',
    },
    appointment: { id: 'A17', doctor: { name: 'Bolesław Kwiatkowski' }, specialty: 'kardiolog', place: 'gabinet 4' },
    clinic: { name: 'Przychodnia Lipowa' },
  },
}

describe('the person whom the call is about', () => {
  test.each([
    ['pl', 'zdzisławy gżegżółki nie ma w domu', '⟨name⟩ nie ma w domu'],
    ['pl', 'rzegżółka zdzisława przy aparacie', '⟨name⟩ przy aparacie'],
    ['pl', 'do kwiatkowskiego to ja nie pójdę', 'do ⟨name⟩ to ja nie pójdę'],
    ['ru', 'здислава гжегжулка это моя мама', '⟨name⟩ это моя мама'],
    ['en', 'zdzislawa is out at the moment', '⟨name⟩ is out at the moment'],
  ] as const)('is not named, however it is declined, spelled or misheard (%s: %s)', (language, text, masked) => {
    expect(maskText(text, siteOf(language, { data: anna })).text).toBe(masked)
  })

  test('the clinic and plain words are no secret', () => {
    expect(maskText('no to kardiolog w lipowej czy jak', siteOf('pl', { data: anna })).text).toContain('kardiolog w')
  })

  test('a step that asks for a name lets no strange word out', () => {
    const site = siteOf('pl', { expect: { name: { kind: 'person', optional: false } } })
    expect(maskText('ździebko gruchała mi w tym', site).text).toBe('⟨word⟩ mi w tym')
  })
})

describe('what says something stays readable', () => {
  test.each([
    ['pl', 'no może w czwartek o trzeciej jakby się dało', 'no może w czwartek o trzeciej jakby się dało'],
    ['pl', 'A może pierwszy z nich, proszę Pani', 'a może pierwszy z nich, proszę pani'],
    ['pl', 'kurczę zupełnie mi to z głowy wyleciało', 'kurczę zupełnie mi to z głowy wyleciało'],
    ['ru', 'ой замоталась совсем и забыла про вас', 'ой замоталась совсем и забыла про вас'],
    ['uk', 'та я вже передумала якось', 'та я вже передумала якось'],
    ['ca', 'uf vaig ben atabalada avui', 'uf vaig ben atabalada avui'],
    ['en', "I'm a bit tied up to be honest", "i'm a bit tied up to be honest"],
    ['en', 'I may be able to, may I think about it', 'i may be able to, may i think about it'],
    ['en', 'the second one on Thursday at 10:30 will do', 'the second one on thursday at 10:30 will do'],
  ] as const)('%s: %s', (language, text, masked) => {
    expect(maskText(text, siteOf(language)).text).toBe(masked)
  })
})

test('empty, endless and odd texts are masked without a fault', () => {
  for (const text of [
    '',
    ' ',
    '💥'.repeat(5000),
    'ą'.repeat(100_000),
    '\u0000\u202e',
    'a@b',
    '@',
    '12'.repeat(500),
    "''''",
    'я'.repeat(3),
  ])
    for (const language of ['pl', 'ru', 'uk', 'ca', 'en'] as const)
      expect(maskText(text, siteOf(language)).text).toEqual(expect.any(String))
})
