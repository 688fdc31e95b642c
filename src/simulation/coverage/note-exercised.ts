import type { JournalEntry } from '../../engine/call/index.ts'
import type { CompiledNode, CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { makeItemId, nameStep } from './list-items.ts'
import type { CoverageKind } from './list-items.ts'

type Entry<K extends JournalEntry['kind']> = Extract<JournalEntry, { kind: K }>

/** Adds to `exercised` the ids of everything that one call exercised, by its journal. */
export function noteExercised(
  exercised: Set<string>,
  scenario: CompiledScenario,
  began: Language,
  journal: readonly JournalEntry[],
): void {
  let language = began
  const inputs = new Map<string, Entry<'service'>>()
  const gaveUp = new Set<string>()
  const note = (node: CompiledNode | undefined, kind: CoverageKind, what: string): void => {
    if (node !== undefined) exercised.add(makeItemId(language, node.document, nameStep(node), kind, what))
  }
  for (const entry of journal) {
    const node = 'node' in entry ? scenario.nodes[entry.node] : undefined
    switch (entry.kind) {
      case 'language':
        language = entry.to
        break
      case 'entered':
        note(node, 'steps', '')
        break
      case 'decision':
        if (node?.kind === 'ask') note(node, 'answers', nameAnswer(entry.decision))
        break
      case 'keys':
        note(node, 'keys', entry.digits)
        break
      case 'rung':
        note(node, 'rungs', `${entry.ladder} ${entry.rung}`)
        break
      case 'anytime':
        note(node, 'globals', entry.name)
        break
      case 'service':
        if (entry.state === 'called') inputs.set(entry.key, entry)
        else if (entry.state === 'slow') gaveUp.add(entry.key)
        if (node?.kind === 'do' && entry.state !== 'called') {
          const isLate = entry.state !== 'slow' && gaveUp.has(entry.key)
          if (!isLate) note(node, 'results', nameServiceResult(node, entry))
        }
        break
      case 'transfer':
        if (entry.result !== undefined) note(node, 'results', entry.result === 'bridged' ? bridgedName(node) : entry.result)
        break
      case 'ended':
        exercised.add(makeItemId(language, scenario.name, '', 'endings', entry.result.outcome))
        break
      default:
        break
    }
  }
}

/** The call writes `value` where a question ends with values. */
const nameAnswer = (decision: string): string =>
  decision === 'value' || decision === 'filled from what was said earlier' ? 'values' : decision

/** The result that a transfer's step names for success: `bridged`, or `done` as authors write it. */
const bridgedName = (node: CompiledNode | undefined): string =>
  node?.kind === 'transfer' && !node.results.includes('bridged') ? 'done' : 'bridged'

function nameServiceResult(node: Extract<CompiledNode, { kind: 'do' }>, entry: Entry<'service'>): string {
  if (entry.state === 'slow') return node.slowAfterMs === undefined ? 'failed' : 'slow'
  if (entry.state === 'failed') return 'failed'
  if (entry.result !== 'done') return entry.result ?? 'done'
  const values = (entry.values ?? {}) as Readonly<Record<string, unknown>>
  const kept = Object.values(node.keep)
  const isEmpty = kept.length > 0 && kept.every(name => isNothing(values[name]))
  return isEmpty && node.results.includes('empty') ? 'empty' : 'done'
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
