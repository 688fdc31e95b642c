import type { BlockDocument } from '../model/documents.ts'
import type { Step, UseStep } from '../model/step.ts'
import { lowerExit } from './lower-exit.ts'
import { CONFIRMED, IDENTITY_BLOCK } from '../contact/sensitive.ts'
import type { ActionJson, StateJson } from './machine-json.ts'
import { openDocument, type OpenedDocument, type Site } from './open-document.ts'
import { joinPath, type Place } from './place.ts'
import type { LoweredStep, StepSite } from './step-site.ts'

/** Deeper nesting than any script has: a block that uses itself ends here instead of never. */
const DEEPEST = 12

/** Whoever is asked who they are has to say it, also a second time. */
const FORGET: ActionJson = { type: 'forgetPerson' }
const IDENTIFY: ActionJson = { type: 'identify' }

/** Lowers one step at a place; handed in, for a block's steps are steps like any other. */
export type LowerStep = (step: Step, name: string, place: Place, self: string) => StateJson

/** A block: a compound node with the block's steps as children and one final state for each of its results. */
export function lowerUse(step: UseStep, site: StepSite, lowerStep: LowerStep): LoweredStep {
  const { place, path, self } = site
  const { lowering } = place
  const block = lowering.workspace.blocks.get(step.block)
  if (block === undefined) throw new Error(`invariant: ${place.document} uses ${step.block}, which is not there`)
  if (path.split('.').length > DEEPEST) throw new Error(`invariant: blocks are nested without end in ${path}`)
  lowering.documents.add(block.name)
  const [first] = block.steps.keys()
  if (first === undefined) throw new Error(`invariant: ${block.name} has no steps`)
  const isIdentity = block.name === IDENTITY_BLOCK
  const states = lowerSteps({ lowering, document: block, region: place.region, path, scope: path, target: self }, lowerStep)
  const finals = Object.keys(block.gives).map(
    result => [`give_${result}`, { type: 'final', entry: [{ type: 'note' }], output: { result } }] as const,
  )
  return {
    node: { ...site.base, kind: 'use', block: block.name, takes: step.with, keep: step.keep, results: Object.keys(block.gives) },
    state: {
      // Actions of the initial transition, not of entry: `back` must find the block's data as they were.
      initial: { target: first, actions: [{ type: 'open', params: { path } }, ...(isIdentity ? [FORGET] : [])] },
      states: { ...states, ...Object.fromEntries(finals) },
      onDone: Object.entries(step.then).flatMap(([result, exit]) =>
        lowerExit(exit, place, {
          self,
          happening: { is: 'gave', result, path },
          actions: [{ type: 'keepFromBlock', params: { path } }, ...(isIdentity && result === CONFIRMED ? [IDENTIFY] : [])],
        }),
      ),
    },
    ...titleOf(block),
  }
}

function titleOf(block: BlockDocument): { text?: string } {
  return block.title === undefined ? {} : { text: block.title }
}

/** Lowers all steps of a document; asides go to the lowering's own lists. */
export function lowerSteps(site: Site, lowerStep: LowerStep): Readonly<Record<string, StateJson>> {
  const opened = openDocument(site)
  const states: Record<string, StateJson> = {}
  for (const [name, step] of site.document.steps) {
    if (opened.asides.has(name)) lowerAside(step, name, opened, lowerStep)
    else states[name] = lowerStep(step, name, opened.main, opened.main.stepTarget(name) ?? '')
  }
  return states
}

function lowerAside(step: Step, name: string, { aside, again }: OpenedDocument, lowerStep: LowerStep): void {
  for (const place of [aside, again]) {
    if (place === undefined) continue
    const region = place.region === 'anytime' ? 'anytime' : 'anytime_again'
    const path = joinPath(place.path, name).replace(/^anytime_again\.steps\./, '')
    place.lowering.asides[region].set(path, lowerStep(step, name, place, place.stepTarget(name) ?? ''))
  }
}
