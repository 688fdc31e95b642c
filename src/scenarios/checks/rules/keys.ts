import type { AskStep } from '../../model/step.ts'
import { suggest } from '../../source/suggest.ts'
import { isUnreadPart } from '../broken.ts'
import { hidesAnytime } from '../hidden.ts'
import { laddersOf } from '../lines.ts'
import { canBeSaid } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import type { Scene, View } from '../view.ts'

/** What a listener can hold in mind. */
const MOST_OPTIONS = 3

/** Keys that stand for no answer, keys that nobody announces, and many answers without keys. */
export const checkKeys: Rule = (scene, report) => {
  for (const view of scene.views) {
    const anytime = new Set(view.policies.flatMap(policy => [...policy.anytime.keys()]))
    const offersKeys = view.policies.some(policy =>
      laddersOf(policy).some(({ rungs }) => rungs.some(rung => rung.then === 'keys')),
    )
    for (const step of view.steps) if (step.verb === 'ask') checkStep(scene, view, step, anytime, offersKeys, report)
  }
}

function checkStep(
  scene: Scene,
  view: View,
  step: AskStep,
  anytime: ReadonlySet<string>,
  offersKeys: boolean,
  report: Report,
): void {
  const answers = Object.keys(step.answers)
  for (const [key, meaning] of Object.entries(step.keys)) {
    if (Object.hasOwn(step.answers, meaning) || anytime.has(meaning)) continue
    if (isUnreadPart(view.document, step) || hidesAnytime(scene.workspace, view, meaning)) continue
    // An answer that nobody can say is reported itself; the key may mean what it was meant to be.
    if (answers.some(answer => !canBeSaid(scene, view, step, answer))) continue
    report.at('flow/unknown-key-answer', view.source, [...step.path, 'keys', key], 'value', {
      key,
      meaning,
      nearest: answers.find(answer => leadsTo(step, answer, meaning)) ?? suggest(meaning, answers),
      known: answers,
      choice: choiceOf(step, meaning),
    })
    // The other options are no answers for the same reason.
    if (choiceOf(step, meaning) !== undefined) break
  }
  const hasKeys = Object.keys(step.keys).length > 0
  if (hasKeys && step.offerKeys === undefined && offersKeys && !isUnreadPart(view.document, step))
    report.at('speech/keys-not-offered', view.source, [...step.path, 'keys'], 'key')
  // A yes-or-no question that also understands other things offers two answers; an open one offers none.
  const isOpen = (answers.includes('agree') && answers.includes('decline')) || Object.keys(step.listenFor).length > 0
  const count = answers.filter(answer => answer !== 'chosen' && answer !== 'none').length
  if (!hasKeys && !isOpen && count > MOST_OPTIONS)
    report.at('speech/many-options', view.source, [...step.path, 'answers'], 'key', { count })
}

/** The choice that a step listens for and that has an option of that name. */
function choiceOf(step: AskStep, option: string): string | undefined {
  return Object.entries(step.listenFor).find(([, type]) => type.kind === 'choice' && type.of.includes(option))?.[0]
}

/** Tells whether an answer leads straight to the step of that name. */
function leadsTo(step: AskStep, answer: string, name: string): boolean {
  const exit = step.answers[answer]
  return exit?.kind === 'step' && exit.step === name
}
