import type { BlockDocument, ScenarioDocument } from '../model/documents.ts'
import type { NodePath, Scope } from './compiled.ts'
import { findAsides } from './exits-of-step.ts'
import { backOf, joinPath, type Lowering, type Place, type Region } from './place.ts'
import { fieldsOfDocument } from './scope-fields.ts'

/** Where a scenario's or a block's steps are put into the machine. */
export interface Site {
  readonly lowering: Lowering
  readonly document: ScenarioDocument | BlockDocument
  readonly region: Region
  readonly path: NodePath
  readonly scope: Scope
  /** Absolute target of the compound node that holds the steps: `#ID.steps`, `#ID.steps.identity`. */
  readonly target: string
}

/** A document's places: that of its steps, and those of its asides (the first time, and again while another anytime step runs). */
export interface OpenedDocument {
  readonly asides: ReadonlySet<string>
  readonly main: Place
  readonly aside: Place | undefined
  readonly again: Place | undefined
}

const asidesOf = new WeakMap<ScenarioDocument | BlockDocument, ReadonlySet<string>>()

/** Lays out a document's steps: which stay in its compound node, and which stand aside so that `back` finds what they interrupted. */
export function openDocument(site: Site): OpenedDocument {
  const { lowering, document, region, path } = site
  const asideRegion = region === 'steps' ? 'anytime' : region === 'anytime' ? 'anytime_again' : undefined
  const asides = asideRegion === undefined ? new Set<string>() : readAsides(document)
  const aside = `#${lowering.id}.${joinPath(asideRegion ?? '', 'steps', path)}`
  const main = openPlace(site, region, path, name => (asides.has(name) ? `${aside}.${name}` : `${site.target}.${name}`))
  if (asideRegion === undefined || asides.size === 0) return { asides, main, aside: undefined, again: undefined }
  const again = joinPath('anytime_again', 'steps', path)
  return {
    asides,
    main,
    aside: openPlace(site, asideRegion, path, main.stepTarget, true),
    again:
      document.kind === 'scenario'
        ? openPlace(
            site,
            'anytime_again',
            again,
            name => (asides.has(name) ? `#${lowering.id}.${again}.${name}` : `${site.target}.${name}`),
            true,
          )
        : undefined,
  }
}

function readAsides(document: ScenarioDocument | BlockDocument): ReadonlySet<string> {
  let asides = asidesOf.get(document)
  if (asides === undefined) asidesOf.set(document, (asides = findAsides(document.steps)))
  return asides
}

function openPlace(site: Site, region: Region, path: NodePath, stepTarget: Place['stepTarget'], isAside = false): Place {
  const { lowering, document, scope, target } = site
  const known = (name: string): string | undefined => {
    if (!document.steps.has(name)) throw new Error(`invariant: ${document.name} has no step ${name}`)
    return stepTarget(name)
  }
  return {
    lowering,
    region,
    path,
    scope,
    isAside,
    document: document.name,
    file: document.file,
    keyPrefix: '',
    conditions: document.conditions,
    fields: () => fieldsOfDocument(document, lowering.workspace, lowering.policy),
    steps: document.steps,
    stepTarget: known,
    giveTarget: document.kind === 'block' ? result => `${target}.give_${result}` : undefined,
    back: backOf(lowering.id, region),
  }
}
