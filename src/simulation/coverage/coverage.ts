import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { COVERAGE_KINDS, listItems } from './list-items.ts'
import type { CoverageItem, CoverageKind } from './list-items.ts'
import { noteExercised } from './note-exercised.ts'
import type { SimulationResult } from '../run/run-simulation.ts'

/** How much of something was exercised. */
export interface CoverageCount {
  readonly exercised: number
  readonly total: number
}

/** Coverage of one document in one language. */
export interface CoverageRow {
  readonly document: string
  readonly language: Language
  readonly counts: Readonly<Record<CoverageKind, CoverageCount>>
  /** In the order of the file. */
  readonly missing: readonly CoverageItem[]
}

/** Coverage by document and language. */
export interface Coverage {
  readonly rows: readonly CoverageRow[]
  /** Of all rows together. */
  readonly total: Readonly<Record<CoverageKind, CoverageCount>>
}

/** What must be exercised at least, as a share. */
export type CoverageThresholds = Readonly<Partial<Record<CoverageKind, number>>>
const THRESHOLDS: CoverageThresholds = { steps: 1, answers: 1, results: 1, endings: 1, rungs: 0.9, globals: 0.9 }

/**
 * Counts what the calls exercised of the scenarios. Languages that no call was made in are not counted, unless named. A block's or
 * policy's step counts as exercised when any scenario's call exercised it.
 */
export function measureCoverage(
  scenarios: ReadonlyMap<string, CompiledScenario>,
  results: readonly SimulationResult[],
  languages?: readonly Language[],
): Coverage {
  const exercised = new Set<string>()
  const called = new Map<string, Set<Language>>()
  for (const result of results) {
    const scenario = scenarios.get(result.scenario)
    if (scenario === undefined) continue
    noteExercised(exercised, scenario, result.language, result.journal)
    const known = called.get(result.scenario) ?? new Set()
    called.set(result.scenario, known.add(result.language))
  }
  const items = new Map<string, CoverageItem>()
  for (const scenario of scenarios.values()) {
    const counted = languages?.filter(language => scenario.languages.includes(language)) ?? [...(called.get(scenario.name) ?? [])]
    for (const language of counted) for (const item of listItems(scenario, language)) items.set(item.id, item)
  }
  const grouped = Map.groupBy(items.values(), item => `${item.document} ${item.language}`)
  const rows = [...grouped.values()].map(group => makeRow(group, exercised))
  return { rows: rows.sort(compareRows), total: countAll(rows) }
}

function makeRow(items: readonly CoverageItem[], exercised: ReadonlySet<string>): CoverageRow {
  const counts = Object.fromEntries(
    COVERAGE_KINDS.map(kind => {
      const own = items.filter(item => item.kind === kind)
      return [kind, { exercised: own.filter(item => exercised.has(item.id)).length, total: own.length }]
    }),
  ) as Record<CoverageKind, CoverageCount>
  const missing = items.filter(item => !exercised.has(item.id)).sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  return { document: items[0]?.document ?? '', language: items[0]?.language ?? 'pl', counts, missing }
}

function countAll(rows: readonly CoverageRow[]): Readonly<Record<CoverageKind, CoverageCount>> {
  return Object.fromEntries(
    COVERAGE_KINDS.map(kind => [
      kind,
      rows.reduce(
        (sum, { counts }) => ({ exercised: sum.exercised + counts[kind].exercised, total: sum.total + counts[kind].total }),
        {
          exercised: 0,
          total: 0,
        },
      ),
    ]),
  ) as Record<CoverageKind, CoverageCount>
}

/** Scenarios first, then blocks, then policies. */
const rankOf = (document: string): number => (document.startsWith('blocks/') ? 1 : document.startsWith('policies/') ? 2 : 0)
const compareRows = (a: CoverageRow, b: CoverageRow): number =>
  rankOf(a.document) - rankOf(b.document) || a.document.localeCompare(b.document) || a.language.localeCompare(b.language)

/** Where coverage falls short: one line for each document, language and kind, with at most so many of what is missing. */
export function findShortfalls(coverage: Coverage, thresholds: CoverageThresholds = THRESHOLDS, most = 12): readonly string[] {
  return coverage.rows.flatMap(row =>
    COVERAGE_KINDS.flatMap(kind => {
      const { exercised, total } = row.counts[kind]
      const least = thresholds[kind]
      if (least === undefined || total === 0 || exercised / total >= least) return []
      const short = `${row.document} ${row.language}: ${kind} ${exercised} of ${total}`
      if (most === 0) return [short]
      const missing = row.missing.filter(item => item.kind === kind).map(item => `${item.label} (${item.file}:${item.line})`)
      return [
        `${short}; missing ${missing.slice(0, most).join(', ')}${missing.length > most ? ` and ${missing.length - most} more` : ''}`,
      ]
    }),
  )
}
