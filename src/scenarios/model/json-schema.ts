import * as z from 'zod'
import { blockShape } from './block.ts'
import { languageFileShape } from './language-file.ts'
import { lexiconShape } from './lexicon.ts'
import { nameShape } from './names.ts'
import { policyShape } from './policy.ts'
import { exitShape } from './read-exit.ts'
import { stepShape } from './read-step.ts'
import { scenarioShape } from './scenario.ts'
import { serviceShape } from './service.ts'

/** Kinds of files that have a JSON Schema. */
export const SCHEMA_KINDS = ['scenario', 'block', 'policy', 'language', 'lexicon', 'service'] as const
export type SchemaKind = (typeof SCHEMA_KINDS)[number]

const TITLES: Readonly<Record<SchemaKind, string>> = {
  scenario: 'Trucada scenario',
  block: 'Trucada block',
  policy: 'Trucada policy',
  language: 'Trucada texts in another language',
  lexicon: 'Trucada lexicon',
  service: 'Trucada service contract',
}

/**
 * JSON Schema (draft 7, which YAML editors understand best) of a kind of file, from the same shapes that files are
 * read with. What a schema cannot say (names that must exist, exits that must be reached) is left to the checks.
 */
export function buildJsonSchema(kind: SchemaKind): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(chooseShape(kind), { target: 'draft-7', io: 'input' }) as Record<string, unknown>
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: TITLES[kind], ...schema }
}

function chooseShape(kind: SchemaKind): z.ZodType {
  const stepsShape = z.record(nameShape, stepShape).describe('The steps by name; the first is where it begins.')
  switch (kind) {
    case 'scenario':
      return scenarioShape.extend({ steps: stepsShape })
    case 'block':
      return blockShape.extend({ steps: stepsShape })
    case 'policy': {
      const entries = z.record(nameShape, z.union([stepShape, exitShape]))
      return policyShape.extend({
        anytime: entries.describe('What works anytime: a mini-step or an exit by meaning.'),
        answered_by: entries.optional().describe('What happens when something else answers: voicemail, screening, menu, fax.'),
      })
    }
    case 'language':
      return languageFileShape
    case 'lexicon':
      return lexiconShape
    case 'service':
      return serviceShape
  }
}
