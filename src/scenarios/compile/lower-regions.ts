import { IDENTITY_BLOCK } from '../contact/sensitive.ts'
import type { Exit } from '../model/exit.ts'
import type { Step } from '../model/step.ts'
import { actOf, isStep, openPolicy } from './anytime-entries.ts'
import { lowerExit } from './lower-exit.ts'
import { lowerStep } from './lower-step.ts'
import { lowerSteps } from './lower-use.ts'
import type { EventsJson, StateJson, TransitionJson } from './machine-json.ts'
import type { Lowering, Place, Region } from './place.ts'

const HISTORY: StateJson = { type: 'history', history: 'deep' }

/** The scenario's own steps, and all that can interrupt them, as the machine's regions in order. Empty regions are left out. */
export function lowerRegions(lowering: Lowering): Readonly<Record<string, StateJson>> {
  const { scenario, id } = lowering
  const site = { lowering, document: scenario, region: 'steps', path: '', scope: '', target: `#${id}.steps` } as const
  const [first] = scenario.steps.keys()
  if (first === undefined) throw new Error(`invariant: ${id} has no steps`)
  const steps = lowerSteps(site, lowerStep)
  const answeredBy = lowerMiniSteps(lowering, 'answered_by', lowering.policy.answeredBy)
  const anytime = lowerMiniSteps(lowering, 'anytime', lowering.policy.anytime)
  const again = lowerMiniSteps(lowering, 'anytime_again', lowering.policy.anytime)
  const late = { ...answeredByEvents(lowering), ...anotherPerson(lowering) }
  return {
    steps: {
      initial: first,
      states: { ...steps, back: HISTORY },
      on: { ...anytimeEvents(lowering, 'steps'), ...late, ...reopenEvents(lowering) },
    },
    ...regionOf('anytime', { ...anytime, ...asidesOf(lowering, 'anytime') }, { ...anytimeEvents(lowering, 'anytime'), ...late }),
    ...regionOf(
      'anytime_again',
      { ...again, ...asidesOf(lowering, 'anytime_again') },
      { ...anytimeEvents(lowering, 'anytime_again'), ...late },
    ),
    // A person may come to speak while the robot leaves its message: what works anytime works there too, and returns to the interrupted step.
    ...regionOf('answered_by', answeredBy, { ...anytimeEvents(lowering, 'answered_by'), ...late, ...toPerson(lowering) }),
  }
}

function regionOf(
  region: Region,
  states: Readonly<Record<string, StateJson>>,
  on: EventsJson,
): Readonly<Record<string, StateJson>> {
  const [first] = Object.keys(states)
  return first === undefined ? {} : { [region]: { initial: first, states: { ...states, back: HISTORY }, on } }
}

function lowerMiniSteps(
  lowering: Lowering,
  region: 'anytime' | 'anytime_again' | 'answered_by',
  entries: ReadonlyMap<string, Step | Exit>,
): Readonly<Record<string, StateJson>> {
  const list = region === 'answered_by' ? 'answered_by' : 'anytime'
  const place = openPolicy(lowering, region, list)
  const states: Record<string, StateJson> = {}
  for (const [name, entry] of entries) {
    if (!isStep(entry)) continue
    const self = `#${lowering.id}.${region}.${name}`
    const state = lowerStep(entry, name, place, self)
    states[name] = { ...state, on: { ...againOf(list, name, self), ...state.on } }
  }
  return states
}

/** A mini-step that is asked for while it runs begins anew instead of interrupting itself; a detector that repeats itself changes nothing. */
function againOf(list: 'anytime' | 'answered_by', name: string, self: string): EventsJson {
  return { [`${list}.${name}`]: list === 'anytime' ? { target: self, reenter: true } : {} }
}

/** What the names that work anytime do in a region, as its events. */
function anytimeEvents(lowering: Lowering, region: Region): EventsJson {
  const { id, policy } = lowering
  const interrupting: Region = region === 'steps' || region === 'answered_by' ? 'anytime' : 'anytime_again'
  const events: Record<string, readonly TransitionJson[]> = {}
  for (const [name, entry] of lowering.anytime) {
    if (region === 'anytime_again' && !policy.absolute.includes(name)) continue
    if (entry.kind === 'step') events[`anytime.${name}`] = [{ target: `#${id}.${interrupting}.${name}` }]
    else if (actOf(entry.exit) === 'go') {
      const place = entry.by === 'policy' ? openPolicy(lowering, interrupting) : lowering.scenarioPlace(placeRegion(region))
      events[`anytime.${name}`] = leaveRegion(entry.exit, place, region)
    }
  }
  return events
}

/** In `steps` and `answered_by` an aside stands in `anytime`, where the scenario's own place sends it; deeper in `anytime_again`. */
function placeRegion(region: Region): Region {
  return region === 'steps' || region === 'answered_by' ? 'steps' : 'anytime_again'
}

function answeredByEvents(lowering: Lowering): EventsJson {
  const events: Record<string, readonly TransitionJson[]> = {}
  for (const [name, entry] of lowering.policy.answeredBy) {
    if (isStep(entry)) events[`answered_by.${name}`] = [{ target: `#${lowering.id}.answered_by.${name}` }]
    else if (actOf(entry) === 'go') {
      events[`answered_by.${name}`] = leaveRegion(entry, openPolicy(lowering, 'answered_by', 'answered_by'), 'steps')
    }
  }
  return events
}

/** A region's transition; a branch that stays where it is goes out and in by the region's history, for the region has no step of its own. */
function leaveRegion(exit: Exit, place: Place, region: Region): readonly TransitionJson[] {
  const self = `#${place.lowering.id}.${region}.back`
  return lowerExit(exit, { ...place, back: self }, { self })
}

/** Somebody else has taken the telephone: who that is has to be asked, wherever the call is. */
function anotherPerson({ id, scenario }: Lowering): EventsJson {
  const [name] = [...scenario.steps].find(([, step]) => step.verb === 'use' && step.block === IDENTITY_BLOCK) ?? []
  return name === undefined ? {} : { another_person: [{ target: `#${id}.steps.${name}`, reenter: true }] }
}

/** It was a person after all: what was interrupted goes on. */
function toPerson({ id }: Lowering): EventsJson {
  return { 'answered_by.person': [{ target: `#${id}.steps.back` }] }
}

function reopenEvents(lowering: Lowering): EventsJson {
  return Object.fromEntries([...lowering.reopen].map(([path, target]) => [`reopen.${path}`, [{ target }]]))
}

function asidesOf(lowering: Lowering, region: 'anytime' | 'anytime_again'): Readonly<Record<string, StateJson>> {
  const tree = new Map<string, Branch>()
  for (const [path, state] of lowering.asides[region]) insert(tree, path.split('.'), state)
  return tree.size === 0 ? {} : { steps: growState(tree) }
}

type Branch = StateJson | Map<string, Branch>

function insert(tree: Map<string, Branch>, [head = '', ...rest]: readonly string[], state: StateJson): void {
  if (rest.length === 0) {
    tree.set(head, state)
    return
  }
  const below = tree.get(head)
  const branch = below instanceof Map ? below : new Map<string, Branch>()
  tree.set(head, branch)
  insert(branch, rest, state)
}

function growState(tree: Map<string, Branch>): StateJson {
  const states = Object.fromEntries([...tree].map(([key, branch]) => [key, branch instanceof Map ? growState(branch) : branch]))
  return { initial: Object.keys(states)[0] ?? '', states }
}
