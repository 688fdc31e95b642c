import type { CompiledScenario } from '../scenarios/compile/compiled.ts'
import type { Language } from '../scenarios/model/documents.ts'
import { UsageError } from './usage-error.ts'

/** The language asked for, or the scenario's own; a `UsageError` names those that the scenario speaks. */
export function takeLanguage(scenario: CompiledScenario, asked: string | undefined): Language {
  const language = scenario.languages.find(one => one === (asked ?? scenario.speaks))
  if (language !== undefined) return language
  throw new UsageError(
    `The scenario "${scenario.name}" does not speak "${asked ?? ''}".`,
    `It speaks: ${scenario.languages.join(', ')}.`,
  )
}
