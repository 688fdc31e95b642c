import type { AskStep, Step } from '../model/step.ts'
import { splitExit, verbExitsOfStep } from './exits-of-step.ts'

const YES = 'agree'
const CANCELS = 'cancel_visit'

/** Whether a yes to the question cancels a visit: the step that it leads to does, or does after words that nobody answers. */
export function cancelsOnYes(question: AskStep, steps: ReadonlyMap<string, Step>): boolean {
  const yes = question.answers[YES]
  if (yes === undefined) return false
  const exits = [...splitExit(yes)]
  const met = new Set<Step>()
  for (const exit of exits) {
    const step = exit.kind === 'step' ? steps.get(exit.step) : undefined
    if (step === undefined || met.has(step)) continue
    met.add(step)
    if (step.verb === 'do' && step.service === CANCELS) return true
    if (step.verb === 'say' || step.verb === 'pause' || step.verb === 'send' || step.verb === 'decide')
      exits.push(...verbExitsOfStep(step))
  }
  return false
}
