import { createRequire } from 'node:module'

/** What is used of @jambonz/verb-specifications, which brings no types. Throws an Error that names the property. */
interface VerbSpecifications {
  validateVerb(name: string, body: object, logger: object): void
  /** By name of a verb or part of one. */
  readonly specs: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> } | undefined>>
}

// CommonJS without types; `require` keeps it out of the type checker's sight and in one place.
const specifications = createRequire(import.meta.url)('@jambonz/verb-specifications') as VerbSpecifications

const SILENT = { info: () => undefined, error: () => undefined, debug: () => undefined }

/**
 * Checks a verb or a part of one (`recognizer`, `synthesizer`) by the rules that the jambonz server itself applies (0.1.13). Gives what
 * is wrong, which never quotes more than a property's name or a one-of value, or `undefined`.
 */
export function findFault(name: string, body: object): string | undefined {
  try {
    specifications.validateVerb(name, body, SILENT)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'not valid'
  }
}

/** The properties that those rules know of a part; none for a part that they do not know. */
export function listProperties(name: string): readonly string[] {
  return Object.keys(specifications.specs[name]?.properties ?? {})
}
