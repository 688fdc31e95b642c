import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about lines.yaml and the scenarios together: who answers a number, who takes a transfer. */
export const LINES_FINDINGS = defineFindings({
  'lines/unknown-scenario': {
    severity: 'error',
    message: (facts: { number: string; scenario: string }) =>
      `${facts.number} should be answered by "${facts.scenario}", and there is no such scenario.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Scenarios are: ${facts.known.join(', ') || 'none yet'}.`,
    manual:
      'A number of lines.yaml names the scenario that answers it, and there is none of this name: whoever dials the number would hear an apology and be cut off. Correct the name, or add the scenario.',
  },
  'lines/unknown-language': {
    severity: 'error',
    message: (facts: { number: string; scenario: string; language: string }) =>
      `${facts.number} should be answered in "${facts.language}", which "${facts.scenario}" does not speak.`,
    hint: (facts: { known: readonly string[] }) => `It speaks: ${facts.known.join(', ')}.`,
    manual:
      'A number of lines.yaml asks for a language in which its scenario is not written: whoever dials the number would hear an apology and be cut off. Name a language of the scenario, or translate it and add the language under `also`.',
  },
  'lines/unknown-transfer': {
    severity: 'error',
    message: (facts: { name: string }) => `lines.yaml has no transfer "${facts.name}", so nobody would be called.`,
    hint: (facts: { nearest: string | undefined; name: string }) =>
      `${proposeWord(facts.nearest)}Else add it to lines.yaml: transfers: { ${facts.name}: { to: "+48…" } }.`,
    manual:
      'The step hands the call over to a line that lines.yaml does not list under `transfers`: every such transfer would fail at once and take the way of `failed`. Correct the name, or add the line with its number. Where there is no lines.yaml at all, nothing is said.',
  },
})
