import { isDeepStrictEqual } from 'node:util'
import type { Fields } from '../../scenarios/model/data-type.ts'
import { readContact } from '../../scenarios/contact/read-contact.ts'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import type { Simulation, Words } from '../script/simulation.ts'
import type { Failure } from './driver.ts'
import type { VirtualCall } from './virtual-call.ts'

/** Holds a call that is over against `check:`, and against what must never happen whatever a simulation says. */
export function checkResult(simulation: Simulation, call: VirtualCall): readonly Failure[] {
  const { check } = simulation
  const failures: Failure[] = [...findFaults(simulation, call)]
  const lineOf = (key: string): number => simulation.source.spanAt(['check', key], 'key').line
  const fail = (key: string, message: string, expected: string, heard: string): void => {
    failures.push({ line: lineOf(key), message, expected, heard })
  }
  const outcome = call.result?.outcome ?? 'no result'
  if (check.outcome !== undefined && outcome !== check.outcome)
    fail('outcome', 'The call ended otherwise.', check.outcome, outcome)
  for (const name of check.never) {
    if (call.services.called.includes(name)) fail('never', `The service ${name} was called.`, 'never', list(call.services.called))
  }
  if (check.services !== undefined && !isDeepStrictEqual([...call.services.called], [...check.services])) {
    fail('services', 'Other services were called.', list(check.services), list(call.services.called))
  }
  const { telephone } = call
  const silence = telephone.track.measureLongestSilence(telephone.answeredAt ?? 0, telephone.endedAt ?? call.clock.now())
  if (check.longestSilenceMs !== undefined && silence > check.longestSilenceMs) {
    fail(
      'longest_silence',
      'Neither side spoke for too long.',
      `at most ${check.longestSilenceMs / 1000} s`,
      `${Math.round(silence / 100) / 10} s`,
    )
  }
  for (const words of check.sent) {
    const part = pick(words, call.language)
    const texts = call.sent.map(message => message.text)
    if (part !== undefined && !texts.some(text => text.includes(part)))
      fail('sent', 'No message holds these words.', part, texts.length === 0 ? 'nothing was sent' : texts.join(' | '))
  }
  for (const words of check.told) {
    const part = pick(words, call.language)
    const told = telephone.track.whispers
    if (part !== undefined && !told.some(text => text.includes(part)))
      fail(
        'told',
        'Nobody who was to take the call was told this.',
        part,
        told.length === 0 ? 'nobody was told anything' : told.join(' | '),
      )
  }
  const heard = telephone.track.sounds.filter(sound => telephone.track.isRecorded(sound)).map(sound => sound.text)
  for (const part of check.recorded) {
    if (!heard.some(text => text.includes(part)))
      fail('recorded', 'The recording does not have this.', part, heard.length === 0 ? 'nothing was recorded' : heard.join(' | '))
  }
  for (const part of check.neverRecorded) {
    const found = heard.find(text => text.includes(part))
    if (found !== undefined) fail('never_recorded', 'The recording has what it must not have.', `never "${part}"`, found)
  }
  const results = call.journal.flatMap(entry => (entry.kind === 'transfer' && entry.result !== undefined ? [entry.result] : []))
  if (check.transfers !== undefined && !isDeepStrictEqual(results, [...check.transfers]))
    fail('transfers', 'The transfers ended otherwise.', list(check.transfers), list(results))
  const spoken = telephone.track.sounds.filter(sound => sound.who === 'bot')
  for (const never of check.heardNever) {
    const words = pick(never, call.language)
    const found = words && spoken.find(sound => sound.text.toLowerCase().includes(words.toLowerCase()))
    if (found) fail('heard_never', 'The bot said what it must never say.', `never "${words}"`, found.text)
  }
  return [...failures, ...checkValues(simulation, call, lineOf('values'))]
}

function* findFaults(simulation: Simulation, call: VirtualCall): Generator<Failure> {
  const line = simulation.source.spanAt(['call'], 'key').line
  for (const heard of call.listFaults()) yield { line, message: 'The call had a fault.', heard }
  if (call.result === undefined) yield { line, message: 'The call had no result.' }
}

function checkValues(simulation: Simulation, call: VirtualCall, line: number): readonly Failure[] {
  const { values } = simulation.check
  if (values === undefined) return []
  const failures: Failure[] = []
  const known = call.scenario.gives.fields
  for (const [name, given] of Object.entries(values)) {
    const written = isByLanguage(given) ? given[call.language] : given
    if (written === undefined) continue
    const heard = call.result?.values[name]
    const type = known[name]
    const expected =
      type === undefined
        ? written
        : readExpected({ [name]: { ...type, optional: true } }, name, written, call.scenario.clinic.zone)
    const isAbsent = written === null
    if (isAbsent ? heard !== undefined : !isDeepStrictEqual(heard, expected)) {
      failures.push({ line, message: `The call gave another ${name}.`, expected: write(written), heard: write(heard) })
    }
  }
  return failures
}

/** Words in one language; undefined where they are given by language, and not in this one. */
function pick(words: Words, language: Language): string | undefined {
  return typeof words === 'string' ? words : words[language]
}

function isByLanguage(given: unknown): given is Readonly<Partial<Record<Language, unknown>>> {
  if (typeof given !== 'object' || given === null) return false
  const keys = Object.keys(given)
  return keys.length > 0 && keys.every(key => (LANGUAGES as readonly string[]).includes(key))
}

function readExpected(fields: Fields, name: string, written: unknown, zone: string): unknown {
  const read = readContact(fields, { [name]: written }, zone)
  return read.kind === 'contact' ? read.data[name] : written
}

const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '))
const write = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
