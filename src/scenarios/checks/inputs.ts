import { typeAt } from '../conditions/index.ts'
import type { Fields } from '../model/data-type.ts'
import type { DoStep, UseStep } from '../model/step.ts'
import type { SourcePath } from '../source/source-file.ts'
import { suggest } from '../source/suggest.ts'
import type { Report } from './report.ts'
import { describeType, fitsType, typeOfLiteral } from './types.ts'
import type { View } from './view.ts'

/** How a service and a block say what is wrong with the names under `with`. */
export interface InputFindings {
  missing(path: SourcePath, name: string, type: string): void
  unknown(path: SourcePath, name: string, nearest: string | undefined, known: readonly string[]): void
}

/** Holds what a step hands over against what is wanted: names and types. */
export function checkInputs(
  view: View,
  step: DoStep | UseStep,
  wanted: Fields,
  of: string,
  report: Report,
  findings: InputFindings,
): void {
  for (const [name, type] of Object.entries(wanted)) {
    if (!type.optional && !Object.hasOwn(step.with, name)) findings.missing([...step.path, step.verb], name, describeType(type))
  }
  for (const [name, value] of Object.entries(step.with)) {
    const path = [...step.path, 'with', name]
    const type = Object.hasOwn(wanted, name) ? wanted[name] : undefined
    if (type === undefined) {
      findings.unknown(path, name, suggest(name, Object.keys(wanted)), Object.keys(wanted))
      continue
    }
    const given = value.kind === 'path' ? typeAt(view.fields, value.path) : typeOfLiteral(value.value)
    if (given === undefined || fitsType(given, type)) continue
    // A literal text may be an option or a date; whether it is one shows when the service gets it.
    if (value.kind === 'literal' && typeof value.value === 'string' && type.kind === 'choice' && type.of.includes(value.value))
      continue
    report.at('type/input', view.source, path, 'value', { name, wanted: describeType(type), given: describeType(given), of })
  }
}
