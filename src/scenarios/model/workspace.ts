import type { Finding } from '../source/finding.ts'
import type { SourceFile } from '../source/source-file.ts'
import type {
  BlockDocument,
  Language,
  LanguageDocument,
  LexiconDocument,
  PolicyDocument,
  ScenarioDocument,
  ServiceContract,
} from './documents.ts'

/** All documents of a clinic, read as far as they can be read. */
export interface Workspace {
  readonly scenarios: ReadonlyMap<string, ScenarioDocument>
  /** By full name: `blocks/identity`. */
  readonly blocks: ReadonlyMap<string, BlockDocument>
  readonly policies: ReadonlyMap<string, PolicyDocument>
  readonly languages: readonly LanguageDocument[]
  readonly lexicons: ReadonlyMap<Language, LexiconDocument>
  readonly services: ReadonlyMap<string, ServiceContract>
  /** By file; also those that could not be read. */
  readonly sources: ReadonlyMap<string, SourceFile>
  /**
   * Names of documents that are there but could not be read at all: `appointment-confirmation`, `blocks/identity`,
   * `policies/clinic`, `lexicon/pl`, `services/free_times`. Whoever refers to one of them is not at fault.
   */
  readonly unread: ReadonlySet<string>
  /** What was found while reading, in the order of files. */
  readonly findings: readonly Finding[]
}
