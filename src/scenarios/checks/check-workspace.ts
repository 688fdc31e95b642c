import type { Workspace } from '../model/workspace.ts'
import type { Finding } from '../source/finding.ts'
import { createReport, type Rule } from './report.ts'
import { checkAlikePhrases } from './rules/alike-phrases.ts'
import { checkBeforeIdentity } from './rules/before-identity.ts'
import { checkBlockRecursion } from './rules/block-recursion.ts'
import { checkBlockResults } from './rules/block-results.ts'
import { checkBlockUse } from './rules/block-use.ts'
import { checkConditions } from './rules/conditions.ts'
import { checkConsent } from './rules/consent.ts'
import { checkDisclosure } from './rules/disclosure.ts'
import { checkGenderedWording } from './rules/gendered-wording.ts'
import { checkKeptNames } from './rules/kept-names.ts'
import { checkKeys } from './rules/keys.ts'
import { checkLexicons } from './rules/lexicons.ts'
import { checkLists } from './rules/lists.ts'
import { checkLoops } from './rules/loops.ts'
import { checkMeanings } from './rules/meanings.ts'
import { checkAskedPersons } from './rules/asked-persons.ts'
import { checkMessageTargets } from './rules/message-targets.ts'
import { checkMessages } from './rules/messages.ts'
import { checkMisplacedExits } from './rules/misplaced-exits.ts'
import { checkMuted } from './rules/muted.ts'
import { checkOutcomes } from './rules/outcomes.ts'
import { checkPlurals } from './rules/plurals.ts'
import { checkPromptLength } from './rules/prompt-length.ts'
import { checkRequiredAnytime } from './rules/required-anytime.ts'
import { checkReservedStepNames } from './rules/reserved-step-names.ts'
import { checkResults } from './rules/results.ts'
import { checkSameLines } from './rules/same-lines.ts'
import { checkScripts } from './rules/scripts.ts'
import { checkServiceUse } from './rules/service-use.ts'
import { checkSharedPhrases } from './rules/shared-phrases.ts'
import { checkSpokenTypes } from './rules/spoken-types.ts'
import { checkTextForm } from './rules/text-form.ts'
import { checkTranslations } from './rules/translations.ts'
import { checkUnknownAnytime } from './rules/unknown-anytime.ts'
import { checkUnknownPolicies } from './rules/unknown-policies.ts'
import { checkUnknownSteps } from './rules/unknown-steps.ts'
import { checkUnreachableSteps } from './rules/unreachable-steps.ts'
import { checkUnspeakable } from './rules/unspeakable.ts'
import { checkUnusedBlocks } from './rules/unused-blocks.ts'
import { checkValuesRead } from './rules/values-read.ts'
import { checkVoicemail } from './rules/voicemail.ts'
import { checkWaysToEnd } from './rules/ways-to-end.ts'
import { createScene } from './view.ts'

/** Every rule; the order does not matter, findings are sorted by place. */
const RULES: readonly Rule[] = [
  checkAlikePhrases,
  checkBeforeIdentity,
  checkBlockRecursion,
  checkBlockResults,
  checkBlockUse,
  checkConditions,
  checkConsent,
  checkDisclosure,
  checkGenderedWording,
  checkKeptNames,
  checkKeys,
  checkLexicons,
  checkLists,
  checkLoops,
  checkMeanings,
  checkMessageTargets,
  checkAskedPersons,
  checkMessages,
  checkMisplacedExits,
  checkMuted,
  checkOutcomes,
  checkPlurals,
  checkPromptLength,
  checkRequiredAnytime,
  checkReservedStepNames,
  checkResults,
  checkSameLines,
  checkScripts,
  checkServiceUse,
  checkSharedPhrases,
  checkSpokenTypes,
  checkTextForm,
  checkTranslations,
  checkUnknownAnytime,
  checkUnknownPolicies,
  checkUnknownSteps,
  checkUnreachableSteps,
  checkUnspeakable,
  checkUnusedBlocks,
  checkValuesRead,
  checkVoicemail,
  checkWaysToEnd,
]

/**
 * Looks for everything in a workspace that a reader of single files cannot see: names that lead nowhere, ways without an end, data
 * that are missing, words that clash, texts that a voice cannot speak, and what could harm a patient. Returns what was found, by file and
 * place; what was found while reading (`workspace.findings`) is not repeated. Never throws; takes time linear in the number of steps.
 */
export function checkWorkspace(workspace: Workspace): Finding[] {
  const findings: Finding[] = []
  const scene = createScene(workspace)
  const report = createReport(findings)
  for (const rule of RULES) rule(scene, report)
  return findings.sort(
    (left, right) => compare(left.file, right.file) || left.span.start - right.span.start || compare(left.code, right.code),
  )
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
