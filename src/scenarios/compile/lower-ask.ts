import type { Exit } from '../model/exit.ts'
import type { AskStep } from '../model/step.ts'
import { nameOfPolicy, openPolicy } from './anytime-entries.ts'
import type { AskNode } from './compiled.ts'
import { type LadderName, laddersOf } from './ladders.ts'
import type { TransitionJson } from './machine-json.ts'
import { typeOfKept } from './scope-fields.ts'
import { invokeState, leave, leaveByDefault, type LoweredStep, type StepSite } from './step-site.ts'
import { isUnrecorded } from './unrecorded.ts'
import { cancelsOnYes } from './yes-cancels.ts'

/** A question: one actor speaks, listens and climbs the ladders; the machine sees only what came of it. */
export function lowerAsk(step: AskStep, site: StepSite): LoweredStep {
  const { lowering } = site.place
  const answers: Record<string, 'go' | 'stay'> = {}
  const onDone: TransitionJson[] = []
  for (const [meaning, exit] of Object.entries(step.answers)) {
    answers[meaning] = exit.kind === 'stay' ? 'stay' : 'go'
    if (exit.kind !== 'stay') onDone.push(...leave(exit, site, { is: 'answered', meaning }))
  }
  if (step.then !== undefined) {
    onDone.push(...leave(step.then, site, { is: 'values' }), ...leave(step.then, site, { is: 'skipped' }))
  }
  onDone.push(
    ...endLadder(step, site, 'silence', 'silent', step.silent),
    ...endLadder(step, site, 'not_understood', 'not_understood', step.notUnderstood),
    ...endLadder(step, site, 'off_list', 'off_list', step.offList),
    ...endLadder(step, site, 'silence', 'failed', step.silent, true),
  )
  if (site.keep !== undefined && site.place.region !== 'anytime_again') lowering.reopen.set(site.path, site.self)
  return { node: describeAsk(step, site, answers), state: invokeState('ask', site, onDone), ...firstOf(step.text) }
}

function firstOf(text: AskStep['text']): { text?: string } {
  return text[0] === undefined ? {} : { text: text[0] }
}

/** The author's exit for the end of a ladder; else, where an answer is optional, the way on; else the policy's. */
function endLadder(
  step: AskStep,
  site: StepSite,
  ladder: LadderName,
  is: string,
  own: Exit | undefined,
  copy = false,
): readonly TransitionJson[] {
  if (own !== undefined) return copy ? leaveByDefault(own, site, { is }) : leave(own, site, { is })
  if (step.optional && step.then !== undefined) return leaveByDefault(step.then, site, { is })
  const { lowering, region } = site.place
  return leaveByDefault(laddersOf(lowering.policy)[ladder].exit, site, { is }, openPolicy(lowering, region))
}

function describeAsk(step: AskStep, site: StepSite, answers: AskNode['answers']): AskNode {
  const { place, key } = site
  const { policy } = place.lowering
  const ladders = laddersOf(policy)
  return {
    ...site.base,
    kind: 'ask',
    prompt: key,
    ...(step.again === undefined ? {} : { again: `${key}.again` }),
    ...(step.rephrase === undefined ? {} : { rephrase: `${key}.rephrase` }),
    ...(step.offerKeys === undefined ? {} : { offerKeys: `${key}.offer_keys` }),
    readBack: step.readBack === undefined ? `${nameOfPolicy(policy)}:read_back` : `${key}.read_back`,
    answers,
    ...(cancelsOnYes(step, place.steps) ? { yesCancels: true } : {}),
    keys: step.keys,
    ...(step.chooseFrom === undefined ? {} : { chooseFrom: step.chooseFrom }),
    ...(step.asksFor === undefined ? {} : { asksFor: step.asksFor }),
    listenFor: step.listenFor,
    ...(step.keep === undefined ? {} : { keep: { name: step.keep, type: typeOfKept(step, place.fields()) } }),
    confirm: step.confirm,
    optional: step.optional,
    letFinish: step.letFinish,
    ...(isUnrecorded(step, site) ? { isUnrecorded: true } : {}),
    silence: ladders.silence.rungs,
    notUnderstood: ladders.not_understood.rungs,
    offList: ladders.off_list.rungs,
    silenceAfterMs: step.silenceAfterMs ?? policy.silenceAfterMs,
  }
}
