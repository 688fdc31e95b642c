import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import type { Heard, Understanding } from '../../call/ports.ts'
import { CORE_MEANINGS, CORE_OF } from '../../understanding/index.ts'
import { orderLanguages } from './order-languages.ts'
import { isStart, readStop } from './stop-words.ts'

/** What a message was understood as. */
export interface ReplyReading {
  /**
   * `stop` no more messages; `start` messages again; `stop_calling` no more of anything; `call` to be called; the answers `agree`, `decline`, `cancel`, `move`;
   * `emergency`; `unclear` anything else, or several things at once.
   */
  readonly meaning: 'agree' | 'decline' | 'cancel' | 'move' | 'call' | 'stop' | 'start' | 'stop_calling' | 'emergency' | 'unclear'
  readonly language: Language
  /** When they want to be called, epoch ms. */
  readonly callAt?: number
  /** Something besides is for a person to read. */
  readonly hasMore: boolean
}

/** What a message is read with. */
export interface ReplyContext {
  readonly understanding: Understanding
  /** Its lexicons are used, and its languages. */
  readonly scenario: CompiledScenario
  /** Of whoever writes, where it is known. */
  readonly language: string
  readonly now: number
}

/** From here on a machine may do what was understood; below it a person reads. */
const SURE = 0.85
/** Nobody is kept from being called for good by less. */
const SURE_FOR_GOOD = 0.9
const LIKELY = 0.6
/** Who writes so much wants a person to read it; danger is told to them as such all the same. */
const MOST_WORDS = 25

const ANSWERS = ['agree', 'decline', 'cancel', 'move'] as const
type Answer = (typeof ANSWERS)[number]

/** Understands a message of a person, by the lexicons that calls use. What is not clear beyond doubt is for a person to read. */
export async function readReply(text: string, context: ReplyContext): Promise<ReplyReading> {
  const languages = orderLanguages(text, context.language, context.scenario.languages)
  const [first = context.scenario.speaks] = languages
  const stop = readStop(text)
  if (stop !== undefined) return { meaning: 'stop', language: first, hasMore: stop === 'doubtful' }
  if (isStart(text)) return { meaning: 'start', language: first, hasMore: false }
  const unclear: ReplyReading = { meaning: 'unclear', language: first, hasMore: true }
  const isLong = text.trim().split(/\s+/).length > MOST_WORDS
  for (const language of languages) {
    const reading = judge(await hear(text, language, context), language, context.now)
    if (isLong ? reading.meaning === 'emergency' : reading.meaning !== 'unclear') return reading
  }
  return unclear
}

async function hear(text: string, language: Language, { understanding, scenario, now }: ReplyContext): Promise<Heard> {
  return understanding.hear([{ text }], {
    // One language at a time.
    scenario: { ...scenario, languages: [language] },
    language,
    node: '',
    own: Object.keys(CORE_MEANINGS),
    anytime: [],
    expect: { at: { kind: 'moment', optional: true } },
    now,
    zone: scenario.clinic.zone,
  })
}

function judge({ meanings, values }: Heard, language: Language, now: number): ReplyReading {
  const heard = meanings.map(({ meaning, confidence }) => ({ meaning: CORE_OF[meaning] ?? meaning, confidence }))
  const is = (meaning: string, least: number): boolean => heard.some(one => one.meaning === meaning && one.confidence >= least)
  const reading = (meaning: ReplyReading['meaning'], hasMore: boolean): ReplyReading => ({ meaning, language, hasMore })
  if (is('emergency', LIKELY)) return reading('emergency', true)
  if (is('stop_calling', SURE_FOR_GOOD)) return reading('stop_calling', false)
  const answers = ANSWERS.filter(answer => is(answer, LIKELY))
  const others = heard.some(({ meaning }) => meaning !== 'thanks_bye' && !(ANSWERS as readonly string[]).includes(meaning))
  if (is('call_later', LIKELY)) {
    if (answers.length > 0) return reading('unclear', true)
    const at = values.find(({ name, value }) => name === 'at' && typeof value === 'number' && value > now)?.value
    return { ...reading('call', false), ...(typeof at === 'number' && { callAt: at }) }
  }
  const answer = chooseAnswer(answers, values.length > 0)
  return answer === undefined || !is(answer, SURE) ? reading('unclear', true) : reading(answer, others)
}

/** One answer, or two that go together; a day or an hour beside it says that another is wanted, or under which condition. */
function chooseAnswer(answers: readonly Answer[], hasValues: boolean): Answer | undefined {
  if (answers.includes('agree') && answers.length > 1) return undefined
  if (answers.includes('move')) return answers.includes('cancel') ? undefined : 'move'
  if (hasValues) return undefined
  return answers.includes('cancel') ? 'cancel' : answers[0]
}
