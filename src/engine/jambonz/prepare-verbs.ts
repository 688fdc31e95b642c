import type { Log } from './log.ts'
import { MAX_FRAME_BYTES } from './protocol.ts'
import type { Gather, SayBody, Verb } from './protocol.ts'
import { findFault } from './verb-specifications.ts'

/** For envelope, ids and the difference between this count and the final frame. */
const RESERVE_BYTES = 1024
const MOST_BYTES = MAX_FRAME_BYTES - RESERVE_BYTES
/** A UTF-16 unit takes at most three bytes, or six characters when JSON escapes it. */
const MOST_BYTES_A_UNIT = 6
const LONGEST_NUMBER = 25

/**
 * Makes verbs fit to send: each is checked by the server's own rules, because a single invalid one makes jambonz drop the whole list in
 * silence; and the frame stays under 24 KiB, because a larger one costs the socket. An invalid verb is a bug: it is logged and
 * replaced by the plainest verb that does the same. A frame too large loses hints, then the end of what is said.
 */
export function prepareVerbs(verbs: readonly Verb[], log: Log): readonly Verb[] {
  return fitVerbs(
    verbs.flatMap(verb => checkVerb(verb, log)),
    log,
  )
}

function checkVerb(verb: Verb, log: Log): Verb[] {
  const fault = findVerbFault(verb)
  if (fault === undefined) return [verb]
  const plain = makePlain(verb)
  const isUsable = plain !== undefined && findVerbFault(plain) === undefined
  log.error({ verb: verb.verb, fault, replaced: isUsable }, 'A verb would be refused by jambonz')
  return isUsable ? [plain] : []
}

/** Verbs as `blankOut` leaves them in which the rules found no fault, as JSON. */
const faultless = new Set<string>()
const MOST_FAULTLESS = 1000

/** The library writes all it is given out as text, several times; so it is asked once about verbs that only speak of other things. */
function findVerbFault(verb: Verb): string | undefined {
  const blank = blankOut(verb)
  const outline = JSON.stringify(blank)
  if (faultless.has(outline)) return undefined
  const { verb: name, ...body } = blank
  const fault = findFault(name, body)
  if (fault !== undefined) return fault
  if (faultless.size >= MOST_FAULTLESS) faultless.clear()
  faultless.add(outline)
  return undefined
}

/** The verb without its words: of ids, texts and hints the rules ask only whether they are text or a list, and they still are. */
function blankOut(verb: Verb): Verb {
  const hintless = limitHints(verb, 0)
  const named = 'id' in hintless ? { ...hintless, id: blank(hintless.id) } : hintless
  if (named.verb === 'say') return { ...named, text: blank(named.text) }
  return named.verb === 'gather' && named.say !== undefined ? { ...named, say: blankOutSay(named.say) } : named
}

function blankOutSay(say: SayBody): SayBody {
  return say.id === undefined ? { ...say, text: blank(say.text) } : { ...say, id: blank(say.id), text: blank(say.text) }
}

/** Something else than a text or a list, which only a bug brings, stays for the rules to see. */
function blank<T>(value: T): T {
  return (typeof value === 'string' ? '' : Array.isArray(value) ? [] : value) as T
}

function makePlain(verb: Verb): Verb | undefined {
  switch (verb.verb) {
    case 'gather': {
      const { id, input, actionHook, timeout, say } = verb
      return { verb: 'gather', id, input, actionHook, timeout, ...(say === undefined ? {} : { say: makePlainSay(say) }) }
    }
    case 'say':
      return { verb: 'say', ...makePlainSay(verb) }
    case 'config':
      return { verb: 'config', notifyEvents: true }
    case 'dial': {
      const { id, target, actionHook } = verb
      return { verb: 'dial', id, target, actionHook }
    }
    default:
      return undefined
  }
}

function makePlainSay(say: SayBody): SayBody {
  return say.id === undefined ? { text: say.text } : { id: say.id, text: say.text }
}

function fitVerbs(verbs: readonly Verb[], log: Log): readonly Verb[] {
  if (countUnits(verbs) * MOST_BYTES_A_UNIT <= MOST_BYTES || measure(verbs) <= MOST_BYTES) return verbs
  const few = verbs.map(verb => limitHints(verb, 50))
  if (measure(few) <= MOST_BYTES) return few
  const none = few.map(verb => limitHints(verb, 0))
  if (measure(none) <= MOST_BYTES) return none
  log.error({ bytes: measure(none) }, 'A prompt is too long for one frame; its end is not spoken')
  return shortenTexts(none)
}

/** What JSON takes at most, in UTF-16 units and before it escapes any: reckoned without writing the hints out. */
function countUnits(value: unknown): number {
  if (typeof value === 'string') return value.length + 3
  if (typeof value !== 'object' || value === null) return LONGEST_NUMBER
  let units = 3
  if (Array.isArray(value)) for (const item of value) units += countUnits(item)
  else for (const key in value) units += key.length + 3 + countUnits((value as Readonly<Record<string, unknown>>)[key])
  return units
}

const measure = (verbs: readonly Verb[]): number => Buffer.byteLength(JSON.stringify(verbs))

function limitHints(verb: Verb, most: number): Verb {
  if (verb.verb === 'gather' && Array.isArray(verb.recognizer?.hints)) {
    return { ...verb, recognizer: { ...verb.recognizer, hints: verb.recognizer.hints.slice(0, most) } }
  }
  if (verb.verb === 'config' && Array.isArray(verb.transcribe?.recognizer?.hints)) {
    const { recognizer } = verb.transcribe
    return {
      ...verb,
      transcribe: { ...verb.transcribe, recognizer: { ...recognizer, hints: (recognizer.hints ?? []).slice(0, most) } },
    }
  }
  return verb
}

function shortenTexts(verbs: readonly Verb[]): readonly Verb[] {
  let shorter = verbs
  while (measure(shorter) > MOST_BYTES) {
    const next = shorter.map(verb => {
      if (verb.verb === 'say') return { ...verb, text: dropLast(verb.text) }
      if (verb.verb === 'gather' && verb.say !== undefined) return shortenGather(verb, verb.say)
      return verb
    })
    if (JSON.stringify(next) === JSON.stringify(shorter)) return []
    shorter = next
  }
  return shorter
}

function shortenGather(gather: Gather, say: SayBody): Gather {
  return { ...gather, say: { ...say, text: dropLast(say.text) } }
}

function dropLast(text: string | readonly string[]): string | readonly string[] {
  return typeof text === 'string' || text.length <= 1 ? text : text.slice(0, -1)
}
