import type { AskNode } from '../../scenarios/compile/compiled.ts'
import { listPhrases } from './choose-words.ts'
import type { Driver, Failure } from './driver.ts'
import type { SimulationResult } from './run-simulation.ts'
import type { SweepBase, SweptQuestion } from './sweep-base.ts'
import { describeDecisions, entriesSince, playVariation } from './sweep-play.ts'
import type { VirtualCall } from './virtual-call.ts'

/** Gives every answer that has words at every question of the script. What is chosen or said in values, the script says itself. */
export async function sweepAnswers(swept: SweepBase): Promise<readonly SimulationResult[]> {
  const results: SimulationResult[] = []
  for (const question of swept.questions) {
    const { node } = question
    for (const meaning of Object.keys(node.answers)) {
      // The lexicon's words of choosing ("ten trzeci") need not fit what is on offer.
      if (meaning === 'chosen' && node.chooseFrom !== undefined) continue
      if (listPhrases(swept.scenario, swept.language, node.path, meaning).length === 0) continue
      const say = (driver: Driver): Promise<Failure | undefined> =>
        driver.act({ kind: 'says', saying: { meaning } }, question.line)
      const expected = node.answers[meaning] === 'go' ? meaning : undefined
      results.push(await playAnswer(swept, question, `${meaning} at ${node.path}`, expected, say))
    }
  }
  return results
}

/** Presses every key at every question of the script. */
export async function sweepKeys(swept: SweepBase): Promise<readonly SimulationResult[]> {
  const results: SimulationResult[] = []
  for (const question of swept.questions) {
    const { node } = question
    for (const [digits, meaning] of Object.entries(node.keys)) {
      const press = (driver: Driver): Promise<Failure | undefined> => driver.act({ kind: 'keys', digits }, question.line)
      results.push(await playAnswer(swept, question, `key ${digits} at ${node.path}`, meaning, press))
    }
  }
  return results
}

function playAnswer(
  swept: SweepBase,
  question: SweptQuestion,
  name: string,
  expected: string | undefined,
  answer: (driver: Driver) => Promise<Failure | undefined>,
): Promise<SimulationResult> {
  const { node, line } = question
  return playVariation(swept, question, name, async (driver, call, from) => {
    const failure = await answer(driver)
    if (failure !== undefined) return [failure]
    // An answer that goes on listening is taken in silence.
    if (expected === undefined) return []
    const isOver = (): boolean =>
      isTaken(call, from, node, expected) ||
      call.result !== undefined ||
      call.prompts.some(prompt => prompt.form === 'read_back' && prompt.node === node.path)
    await call.clock.runUntil(isOver, call.clock.now() + 20_000)
    if (!isTaken(call, from, node, expected) && call.prompts.at(-1)?.form === 'read_back') {
      await driver.takePrompt()
      const unconfirmed = await driver.act({ kind: 'says', saying: { meaning: 'agree' } }, line)
      if (unconfirmed !== undefined) return [unconfirmed]
    }
    if (!isTaken(call, from, node, expected)) {
      return [{ line, message: `The answer was not taken at ${node.path}.`, expected, heard: describeDecisions(call, from) }]
    }
    return waitForNext(call, from, node, line)
  })
}

/** The decision names the meaning, or a global of the same name that the step has as its own. */
const isTaken = (call: VirtualCall, from: number, node: AskNode, expected: string): boolean =>
  entriesSince(call, from, 'decision').some(entry => entry.node === node.path && entry.decision === expected)

async function waitForNext(call: VirtualCall, from: number, node: AskNode, line: number): Promise<readonly Failure[]> {
  const hasGoneOn = (): boolean => call.result !== undefined || entriesSince(call, from, 'entered').length > 0
  await call.clock.runUntil(hasGoneOn, call.clock.now() + 20_000)
  return hasGoneOn()
    ? []
    : [
        {
          line,
          message: `The answer did not lead on from ${node.path}.`,
          expected: 'another step or an ending',
          heard: 'nothing',
        },
      ]
}
