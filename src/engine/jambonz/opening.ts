import type { InboundLine, Lines } from './lines.ts'
import type { DefaultLabels, SessionData, Synthesizer, Verb } from './protocol.ts'
import type { CallTag, NextContact, Refusal, SessionInfo } from './session-ports.ts'
import { readAttempt } from './status-report.ts'
import { makeSay } from './verbs.ts'
import { mapVoices, NO_VOICE, type Voices } from './voices.ts'

/** Temporarily unavailable: the caller's network may offer to try again. */
const UNAVAILABLE = 480

/** What a session's first message says of its call. */
export function readSessionInfo(data: SessionData, lines: Lines, now: number): SessionInfo {
  const { call_sid: callId, direction, from, to } = data
  const line = direction === 'inbound' && to !== undefined ? lines.findLine(to) : undefined
  const tag = direction === 'outbound' ? readTag(data.customerData) : undefined
  return {
    callId,
    direction,
    ...(from === undefined || from === '' ? {} : { from }),
    ...(to === undefined || to === '' ? {} : { to }),
    ...(line === undefined ? {} : { line: chooseByHour(line, lines.isOpen(line, now)) }),
    ...(tag === undefined ? {} : { tag }),
  }
}

function readNext(data: unknown): readonly NextContact[] {
  const attempt = readAttempt(data)
  if (attempt === undefined || typeof data !== 'object' || data === null) return []
  const { language, contact, isSamePerson } = data as Readonly<Record<string, unknown>>
  return typeof language === 'string' ? [{ attempt, language, contact, isSamePerson: isSamePerson === true }] : []
}

/** While a line is closed, its scenario for that answers. */
function chooseByHour(line: InboundLine, isOpen: boolean): NonNullable<SessionInfo['line']> {
  return { ...line, scenario: isOpen ? line.scenario : (line.afterHours ?? line.scenario), isOpen }
}

function readTag(data: unknown): CallTag | undefined {
  if (typeof data !== 'object' || data === null || !('scenario' in data) || typeof data.scenario !== 'string') return undefined
  const language = 'language' in data && typeof data.language === 'string' ? { language: data.language } : {}
  const attempt = readAttempt(data)
  return {
    scenario: data.scenario,
    ...language,
    ...(attempt === undefined ? {} : { attempt }),
    contact: 'contact' in data ? data.contact : undefined,
    ...('next' in data && Array.isArray(data.next) ? { next: data.next.flatMap(readNext) } : {}),
  }
}

/**
 * Verbs that refuse a call. jambonz skips `hangup` while a call is not answered, so an unanswered one is declined; a say answers it.
 */
export function makeRefusal(refusal: Refusal, isAnswered: boolean | 'perhaps', voices: Voices): readonly Verb[] {
  const { say } = refusal
  if (say !== undefined) {
    const voice = voices.voiceOf(say.language)
    // No config went before: name the voice.
    return [{ verb: 'say', ...makeSay('refusal', [say.text], 'normal', { voice, base: NO_VOICE }) }, { verb: 'hangup' }]
  }
  return [...(isAnswered === false ? [] : [{ verb: 'hangup' } as const]), ...(isAnswered === true ? [] : [makeDecline()])]
}

/** The scenario that a call's first message names, if any. */
export function findScenario({ tag, line }: SessionInfo): string | undefined {
  return tag?.scenario ?? line?.scenario
}

/** Turns an unanswered call away. */
export function makeDecline(): Verb {
  return { verb: 'sip:decline', status: UNAVAILABLE, reason: 'Temporarily Unavailable' }
}

/**
 * The voices with the application's credential labels where the vendor is its default: jambonz looks a verb's own recognizer or
 * synthesizer up by the label that the verb names, and by none when it names none.
 */
export function addLabels(voices: Voices, defaults: SessionData['defaults']): Voices {
  const { recognizer: ear, synthesizer: mouth } = defaults ?? {}
  if (ear === undefined && mouth === undefined) return voices
  return mapVoices(voices, voice => ({
    ...voice,
    recognizer: nameLabels(voice.recognizer, ear),
    synthesizer: nameLabels(voice.synthesizer, mouth),
  }))
}

type Part = Pick<Synthesizer, 'vendor' | 'label' | 'fallbackVendor' | 'fallbackLabel'>

function nameLabels<T extends Part>(part: T, { label, fallback_label }: DefaultLabels = {}): T {
  const isDefault = (vendor: string | undefined) => vendor === undefined || vendor === 'default'
  return {
    ...part,
    ...(label !== undefined && isDefault(part.vendor) && part.label === undefined ? { label } : {}),
    ...(fallback_label !== undefined && isDefault(part.fallbackVendor) && part.fallbackLabel === undefined
      ? { fallbackLabel: fallback_label }
      : {}),
  }
}
