import type { LexiconDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'

/** The lexicons of languages that some scenario speaks: others need not be learned. */
export function listSpokenLexicons({ scenarios, lexicons }: Workspace): readonly LexiconDocument[] {
  const spoken = new Set([...scenarios.values()].flatMap(({ speaks, also }) => [speaks, ...also]))
  return [...lexicons.values()].filter(({ language }) => spoken.has(language))
}
