import { KIND_OF } from '../../engine/understanding/index.ts'
import type { AskNode, CompiledRung } from '../../scenarios/compile/compiled.ts'
import { takesAnyWords } from '../coverage/list-items.ts'
import { listPhrases } from './choose-words.ts'
import type { Driver, Failure } from './driver.ts'
import type { SimulationResult } from './run-simulation.ts'
import type { SweepBase, SweptQuestion } from './sweep-base.ts'
import { describeDecisions, entriesSince, playRest, playVariation } from './sweep-play.ts'
import type { VirtualCall } from './virtual-call.ts'

type Ladder = 'silence' | 'not_understood' | 'off_list'

/** Climbs one ladder at every question: once and then on with the script, and to the top. */
export async function sweepLadder(swept: SweepBase, ladder: Ladder): Promise<readonly SimulationResult[]> {
  const results: SimulationResult[] = []
  for (const question of swept.questions) {
    const rungs = rungsOf(question.node, ladder)
    const foreign = ladder === 'off_list' ? findForeignMeaning(swept, question.node) : undefined
    if (rungs.length === 0 || (ladder === 'off_list' && (foreign === undefined || takesAnyWords(question.node)))) continue
    const fail = (driver: Driver): Promise<Failure | undefined> => failOnce(driver, ladder, foreign, question.line)
    if (rungs.length > 1 && !climbsItself(swept, question, ladder)) results.push(await climbOnce(swept, question, ladder, fail))
    results.push(await climbToTop(swept, question, ladder, rungs.length, fail))
  }
  return results
}

/**
 * Tells whether the script itself takes a rung at the question before it leaves it: then its own failure would be the second one and find
 * another rung, and what the variation would show the script shows.
 */
function climbsItself({ base }: SweepBase, { node }: SweptQuestion, ladder: Ladder): boolean {
  let isThere = false
  for (const entry of base.journal) {
    if (entry.kind === 'entered') {
      if (entry.node === node.path) isThere = true
      else if (isThere && !/^(anytime|anytime_again|answered_by)\./.test(entry.node)) return false
    }
    // What may be skipped is skipped at the second failure, of whichever kind.
    if (isThere && entry.kind === 'rung' && entry.node === node.path && (entry.ladder === ladder || node.optional)) return true
  }
  return false
}

function rungsOf(node: AskNode, ladder: Ladder): readonly CompiledRung[] {
  return ladder === 'silence' ? node.silence : ladder === 'not_understood' ? node.notUnderstood : node.offList
}

/** Meanings that the engine or the policy may take for an answer where the step itself has none of the name. */
const ANSWERS_OF_MANY_QUESTIONS = [
  'agree',
  'decline',
  'skip',
  'refuse',
  'not_sure',
  'no_time',
  'other',
  'keep_it',
  'none_of_these',
  'chosen',
  'any_time',
]

/** Meanings whose phrases may hold a day or an hour ("przełóżmy na piątek"): where a value is asked for, that is an answer. */
const WITH_VALUES = ['move', 'cancel', 'book_now', 'call_later']

/** A meaning that the lexicon knows and that means nothing at the question, nor is a kind of what does. The same on every run. */
function findForeignMeaning(swept: SweepBase, node: AskNode): string | undefined {
  const { scenario, language } = swept
  const useless = new Set([
    ...Object.keys(node.answers),
    ...Object.keys(node.anytime),
    ...scenario.answeredBy,
    ...ANSWERS_OF_MANY_QUESTIONS,
    ...Object.values(node.listenFor).flatMap(type => (type.kind === 'choice' ? type.of : [])),
    ...(node.chooseFrom !== undefined || Object.keys(node.listenFor).length > 0 ? WITH_VALUES : []),
  ])
  return Object.keys(scenario.lexicon[language] ?? {}).find(
    meaning =>
      !useless.has(meaning) &&
      !useless.has(KIND_OF[meaning] ?? '') &&
      listPhrases(scenario, language, node.path, meaning).length > 0,
  )
}

/** Fails the question once, as the ladder has it. */
function failOnce(driver: Driver, ladder: Ladder, foreign: string | undefined, line: number): Promise<Failure | undefined> {
  if (ladder === 'not_understood') return driver.act({ kind: 'mumbles' }, line)
  if (foreign !== undefined) return driver.act({ kind: 'says', saying: { meaning: foreign } }, line)
  return Promise.resolve(undefined)
}

/** Waits until a rung more was taken than before, or the call has left the question. */
async function waitForRung(call: VirtualCall, from: number, count: number): Promise<void> {
  const isTaken = (): boolean => entriesSince(call, from, 'rung').length >= count || call.result !== undefined
  await call.clock.runUntil(isTaken, call.clock.now() + 120_000)
}

function climbOnce(
  swept: SweepBase,
  question: SweptQuestion,
  ladder: Ladder,
  fail: (driver: Driver) => Promise<Failure | undefined>,
): Promise<SimulationResult> {
  const { node, line } = question
  return playVariation(swept, question, `${ladder} once at ${node.path}`, async (driver, call, from) => {
    const failure = await fail(driver)
    if (failure !== undefined) return [failure]
    await waitForRung(call, from, 1)
    const problem = checkRungs(call, from, node, ladder, 1, line)
    if (problem !== undefined) return [problem]
    const prompt = rungsOf(node, ladder)[0]?.then === 'listen' ? undefined : await driver.takePrompt()
    if (prompt !== undefined && prompt.node !== node.path) {
      return [{ line, message: 'The question was not asked again.', expected: node.path, heard: prompt.node }]
    }
    return playRest(swept, question, driver, call)
  })
}

function climbToTop(
  swept: SweepBase,
  question: SweptQuestion,
  ladder: Ladder,
  rungs: number,
  fail: (driver: Driver) => Promise<Failure | undefined>,
): Promise<SimulationResult> {
  const { node, line } = question
  // What may be skipped is skipped at the second failure.
  const count = node.optional ? Math.min(2, rungs) : rungs
  return playVariation(swept, question, `${ladder} to the top at ${node.path}`, async (driver, call, from) => {
    for (let rung = 1; rung <= count; rung++) {
      const failure = await fail(driver)
      if (failure !== undefined) return [failure]
      await waitForRung(call, from, rung)
      const problem = checkRungs(call, from, node, ladder, rung, line)
      if (problem !== undefined) return [problem]
      if (rung < count && rungsOf(node, ladder)[rung - 1]?.then !== 'listen') await driver.takePrompt()
    }
    const climbed = call.journal.length
    const hasLeft = (): boolean => call.result !== undefined || entriesSince(call, climbed, 'entered').length > 0
    await call.clock.runUntil(() => hasLeft() || hasEntered(call, from), call.clock.now() + 120_000)
    if (hasLeft() || hasEntered(call, from)) return []
    return [
      {
        line,
        message: `At the top of the ladder the call stayed at ${node.path}.`,
        expected: 'another step or an ending',
        heard: node.path,
      },
    ]
  })
}

/** The last rung may have led to the next step in the same instant. */
function hasEntered(call: VirtualCall, from: number): boolean {
  const lastRung = call.journal.findLastIndex(entry => entry.kind === 'rung')
  return entriesSince(call, Math.max(from, lastRung), 'entered').length > 0
}

function checkRungs(
  call: VirtualCall,
  from: number,
  node: AskNode,
  ladder: Ladder,
  count: number,
  line: number,
): Failure | undefined {
  const taken = entriesSince(call, from, 'rung').map(entry => `${entry.node} ${entry.ladder} ${entry.rung}`)
  const expected = Array.from({ length: count }, (_, index) => `${node.path} ${ladder} ${index + 1}`)
  if (taken.join() === expected.join()) return undefined
  return {
    line,
    message: 'Another rung was taken.',
    expected: expected.at(-1) ?? '',
    heard: taken.at(-1) ?? describeDecisions(call, from),
  }
}
