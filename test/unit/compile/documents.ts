import type { Fields } from '../../../src/scenarios/model/data-type.ts'
import type { BlockDocument, PolicyDocument, ScenarioDocument, ServiceContract } from '../../../src/scenarios/model/documents.ts'
import type { Exit } from '../../../src/scenarios/model/exit.ts'
import type {
  AskStep,
  DecideStep,
  DoStep,
  PauseStep,
  SayStep,
  SendStep,
  Step,
  TransferStep,
  UseStep,
} from '../../../src/scenarios/model/step.ts'
import type { Workspace } from '../../../src/scenarios/model/workspace.ts'

/** Reads an exit from its short form: a step's name, `back`, `end:x`, `give:x`, `anytime.x`. */
export function to(exit: string): Exit {
  if (exit.startsWith('end:')) return { kind: 'end', outcome: exit.slice(4) }
  if (exit.startsWith('give:')) return { kind: 'give', result: exit.slice(5) }
  if (exit.startsWith('anytime.')) return { kind: 'anytime', name: exit.slice(8) }
  if (exit === 'back' || exit === 'stay' || exit === 'repeat' || exit === 'slower') return { kind: exit }
  return { kind: 'step', step: exit }
}
const exits = (map: Record<string, string | Exit>): Record<string, Exit> =>
  Object.fromEntries(Object.entries(map).map(([name, exit]) => [name, typeof exit === 'string' ? to(exit) : exit]))
const base = (name: string) => ({ name, path: ['steps', name], line: 1, anytime: {} })

export function ask(name: string, answers: Record<string, string | Exit>, more: Partial<AskStep> = {}): AskStep {
  return {
    ...base(name),
    verb: 'ask',
    text: [`${name}?`],
    answers: exits(answers),
    keys: {},
    listenFor: {},
    confirm: 'when unsure',
    optional: false,
    letFinish: false,
    words: {},
    ...more,
  }
}
export function say(name: string, then: string, more: Partial<SayStep> = {}): SayStep {
  return { ...base(name), verb: 'say', text: [`${name}.`], letFinish: false, then: to(then), ...more }
}
export function run(name: string, service: string, done: string | Exit, failed: string, more: Partial<DoStep> = {}): DoStep {
  return {
    ...base(name),
    verb: 'do',
    service,
    with: {},
    keep: undefined,
    done: typeof done === 'string' ? to(done) : done,
    instead: {},
    failed: to(failed),
    ...more,
  }
}
export function use(name: string, block: string, then: Record<string, string | Exit>, more: Partial<UseStep> = {}): UseStep {
  return { ...base(name), verb: 'use', block, with: {}, keep: {}, then: exits(then), ...more }
}
export function transfer(name: string, failed: string, more: Partial<TransferStep> = {}): TransferStep {
  return { ...base(name), verb: 'transfer', to: 'reception', done: to('end:handed_over'), failed: to(failed), ...more }
}
export function pause(name: string, then: string): PauseStep {
  return { ...base(name), verb: 'pause', ms: 1000, then: to(then) }
}
export function send(name: string, then: string, more: Partial<SendStep> = {}): SendStep {
  return {
    ...base(name),
    verb: 'send',
    channel: 'sms',
    to: { kind: 'path', path: 'patient.phone' },
    text: ['SMS'],
    then: to(then),
    ...more,
  }
}
export function decide(name: string, cases: Record<string, string>, otherwise: string): DecideStep {
  return {
    ...base(name),
    verb: 'decide',
    cases: Object.entries(cases).map(([when, go]) => ({ when, go: to(go) })),
    else: to(otherwise),
  }
}
const stepsOf = (steps: readonly Step[]): ReadonlyMap<string, Step> => new Map(steps.map(step => [step.name, step]))

const GETS: Fields = {
  patient: {
    kind: 'group',
    fields: { name: { kind: 'person', optional: false }, phone: { kind: 'phone', optional: false } },
    optional: false,
  },
}

export function scenario(steps: readonly Step[], more: Partial<ScenarioDocument> = {}): ScenarioDocument {
  return {
    kind: 'scenario',
    file: 'visit-call/scenario.yaml',
    name: 'visit-call',
    title: 'Wizyta',
    policy: 'clinic',
    speaks: 'pl',
    also: [],
    gets: GETS,
    gives: { outcomes: ['confirmed', 'cancelled', 'callback', 'handed_over'], fields: {} },
    anytime: {},
    conditions: {},
    steps: stepsOf(steps),
    ...more,
  }
}
export function block(
  name: string,
  steps: readonly Step[],
  gives: BlockDocument['gives'],
  more: Partial<BlockDocument> = {},
): BlockDocument {
  return {
    kind: 'block',
    file: `${name}/block.yaml`,
    name,
    title: name,
    speaks: 'pl',
    takes: {},
    gives,
    conditions: {},
    steps: stepsOf(steps),
    ...more,
  }
}
function policy(anytime: Record<string, Step | string>, more: Partial<PolicyDocument> = {}): PolicyDocument {
  return {
    kind: 'policy',
    file: 'policies/clinic.yaml',
    name: 'clinic',
    speaks: 'pl',
    conditions: {},
    steps: new Map(),
    clinic: { name: 'Przychodnia Zdrowie', zone: 'Europe/Warsaw', phone: '+48600000100' },
    silence: [{ then: 'repeat' }, { say: ['Halo?'], then: 'rephrase' }, { then: to('end:callback') }],
    notUnderstood: [{ then: 'rephrase' }, { then: 'keys' }, { then: to('anytime.operator') }],
    offList: [{ then: 'repeat' }, { then: to('anytime.operator') }],
    silenceAfterMs: 5000,
    confirmBelow: 0.6,
    readBack: ['Dobrze rozumiem: {value}?'],
    limits: { failures: 8, minutes: 10, go: to('anytime.operator') },
    absolute: ['operator'],
    anytime: new Map(Object.entries(anytime).map(([name, entry]) => [name, typeof entry === 'string' ? to(entry) : entry])),
    answeredBy: new Map<string, Step | Exit>([
      ['voicemail', say('voicemail', 'end:callback')],
      ['fax', to('end:callback')],
    ]),
    ...more,
  }
}
/** The policy of most tests: an operator, a sentence about who calls, and exits that need no state. */
export function usualPolicy(more: Partial<PolicyDocument> = {}): PolicyDocument {
  return policy(
    {
      repeat: 'repeat',
      slower: 'slower',
      hold_on: 'stay',
      who_is_it: say('who_is_it', 'back'),
      operator: transfer('operator', 'back'),
      call_later: 'end:callback',
    },
    more,
  )
}
export function workspace(
  scenarios: readonly ScenarioDocument[],
  blocks: readonly BlockDocument[] = [],
  more: Partial<Workspace> & { policy?: PolicyDocument; serviceList?: readonly ServiceContract[] } = {},
): Workspace {
  const { policy: own, serviceList = [], ...rest } = more
  return {
    scenarios: new Map(scenarios.map(document => [document.name, document])),
    blocks: new Map(blocks.map(document => [document.name, document])),
    policies: new Map([['clinic', own ?? usualPolicy()]]),
    languages: [],
    lexicons: new Map(),
    services: new Map(serviceList.map(service => [service.name, service])),
    sources: new Map(),
    unread: new Set(),
    findings: [],
    ...rest,
  }
}
export function service(name: string, gives: Fields = {}, results: readonly string[] = []): ServiceContract {
  return {
    kind: 'service',
    file: `services/${name}.yaml`,
    name,
    about: name,
    takes: {},
    gives,
    results,
    sideEffects: false,
    idempotent: true,
  }
}
