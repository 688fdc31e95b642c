import { DateTime } from 'luxon'
import type { Heard, HearingContext, Hypothesis } from '../../../src/engine/call/ports.ts'
import { createUnderstanding } from '../../../src/engine/understanding/index.ts'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'

const zone = 'Europe/Warsaw'
/** A Monday. */
const now = DateTime.fromISO('2026-05-04T10:00', { zone }).toMillis()
export const at = (iso: string) => DateTime.fromISO(iso, { zone }).toMillis()

/** A scenario as far as the understanding looks at it. */
export const scenario = {
  languages: ['pl', 'uk', 'en'],
  absolute: ['stop_calling', 'emergency'],
  lexicon: {
    pl: {
      agree: ['tak', 'zgadza się', 'pasuje', 'dobrze', 'potwierdzam', 'zgoda'],
      decline: ['nie', 'nie zgadzam się', 'nie dam rady', 'nie mogę', 'nie chcę'],
      move: ['przełóżmy', 'chcę przełożyć', 'przełożyć', 'inny termin'],
      cancel: ['odwołać', 'chcę odwołać', 'odwołuję', 'rezygnuję'],
      who_is_it: ['kto mówi', 'kto dzwoni', 'z kim rozmawiam'],
      not_sure: ['nie wiem', 'nie jestem pewna'],
      stop_calling: ['proszę nie dzwonić', 'nie dzwońcie'],
      emergency: ['ratunku', 'stracił przytomność', 'stracił przytomności', 'duszność', 'ból w klatce', 'nie może oddychać'],
      operator: ['rejestracja', 'połącz z rejestracją'],
      ill: ['jestem chora', 'jestem chory'],
    },
    uk: { agree: ['так', 'добре'], move: ['хочу перенести'] },
    en: { agree: ['yes'], who_is_it: ['who is calling'] },
  },
  words: { pl: { visit: { agree: ['przyjdę'] }, 'identity.hello': { agree: ['przy telefonie'] } } },
} as unknown as CompiledScenario

/** Hears an utterance at the step `visit`, unless told otherwise. */
export function hear(said: string | readonly Hypothesis[], over: Partial<HearingContext> = {}): Heard {
  const context: HearingContext = {
    scenario,
    language: 'pl',
    node: 'visit',
    own: ['agree', 'decline', 'move', 'cancel'],
    anytime: ['who_is_it', 'stop_calling', 'emergency'],
    expect: {},
    now,
    zone,
    ...over,
  }
  return createUnderstanding().hear(typeof said === 'string' ? [{ text: said }] : said, context) as Heard
}
/** The value heard for one expected name, denied and doubtful ones left out; a list when there are several. */
export function hearValue(said: string, type: HearingContext['expect'][string], name = 'value'): unknown {
  const values = hear(said, { expect: { [name]: type }, own: [] }).values.filter(
    value => value.name === name && value.denied !== true,
  )
  return values.length > 1 ? values.map(({ value }) => value) : values[0]?.value
}
