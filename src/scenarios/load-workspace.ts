import { readBlock } from './model/block.ts'
import {
  LANGUAGES,
  type BlockDocument,
  type Language,
  type LanguageDocument,
  type LexiconDocument,
  type PolicyDocument,
  type ScenarioDocument,
  type ServiceContract,
} from './model/documents.ts'
import { readLanguageFile } from './model/language-file.ts'
import { readLexicon } from './model/lexicon.ts'
import { readPolicy } from './model/policy.ts'
import { createReading, joinFindings, type Reading } from './model/reading.ts'
import { readScenario } from './model/scenario.ts'
import { readService } from './model/service.ts'
import type { Workspace } from './model/workspace.ts'
import { classifyFile, FIRST_KEYS, type FilePlace } from './source/classify-file.ts'
import type { Finding } from './source/finding.ts'
import { makeFinding } from './source/make-finding.ts'
import { parseSource } from './source/parse-source.ts'
import type { SourceFile } from './source/source-file.ts'
import { suggest } from './source/suggest.ts'

export type { Workspace } from './model/workspace.ts'

/**
 * Reads all files of a clinic's folder: text by path relative to it, with `/`. Never throws; a faulty file never hides
 * another. Files that are not YAML, and those that other parts read (voices.yaml, facts.yaml, specialties.yaml, clinic-fixture.yaml, example.yaml), are passed over.
 */
export function loadWorkspace(files: ReadonlyMap<string, string>): Workspace {
  const loader = createLoader()
  for (const file of [...files.keys()].sort()) loader.load(file, files.get(file) ?? '')
  return loader.finish()
}

interface Loader {
  load(file: string, text: string): void
  finish(): Workspace
}

function createLoader(): Loader {
  const scenarios = new Map<string, ScenarioDocument>()
  const blocks = new Map<string, BlockDocument>()
  const policies = new Map<string, PolicyDocument>()
  const lexicons = new Map<Language, LexiconDocument>()
  const services = new Map<string, ServiceContract>()
  const languages: LanguageDocument[] = []
  const sources = new Map<string, SourceFile>()
  const unread = new Set<string>()
  const findings: Finding[] = []

  function keep<K, T extends { readonly file: string }>(documents: Map<K, T>, key: K, document: T, reading: Reading): void {
    const other = documents.get(key)
    if (other === undefined) documents.set(key, document)
    else reading.report('shape/file-twice', [], 'key', { name: String(key), other: other.file })
  }

  /** `lost`: parts of the document that may have lost something, since a name stands twice. */
  function read(reading: Reading, place: FilePlace, data: unknown, lost: readonly string[]): void {
    const mark = <T extends { readonly broken?: ReadonlySet<string> }>(document: T): T =>
      lost.length === 0 ? document : { ...document, broken: new Set([...(document.broken ?? []), ...lost]) }
    switch (place.kind) {
      case 'scenario':
        return keep(scenarios, place.name, mark(readScenario(reading, data, place.name)), reading)
      case 'block': {
        const block = mark(readBlock(reading, data, place.name))
        return keep(blocks, block.name, block, reading)
      }
      case 'policy':
        return keep(policies, place.name, mark(readPolicy(reading, data, place.name)), reading)
      case 'lexicon':
        return keep(lexicons, place.language, mark(readLexicon(reading, data, place.language)), reading)
      case 'service':
        return keep(services, place.name, readService(reading, data, place.name), reading)
      case 'language':
        languages.push(mark(readLanguageFile(reading, data, place.language, place.of)))
        return
      case 'ignored':
      case 'unknown':
        return
    }
  }

  return {
    load(file, text) {
      const place = classifyFile(file)
      if (place.kind === 'ignored') return
      const { source, data, findings: found } = parseSource(file, text)
      sources.set(file, source)
      if (place.kind === 'unknown') {
        findings.push(makeFinding('shape/unknown-file', source, [], 'key', { nearest: suggestPlace(file) }))
        return
      }
      if (data === undefined) {
        findings.push(...found)
        unread.add(nameOfPlace(place))
        return
      }
      if (typeof data !== 'object' || data === null || Array.isArray(data)) {
        findings.push(
          ...found,
          makeFinding('yaml/not-a-mapping', source, [], 'value', {
            found: Array.isArray(data) ? 'a list' : 'a single value',
            first: FIRST_KEYS[place.kind],
          }),
        )
        unread.add(nameOfPlace(place))
        return
      }
      const reading = createReading(source)
      read(reading, place, data, found.some(({ code }) => code === 'yaml/duplicate-key') ? LOSING : [])
      findings.push(...joinFindings(found, reading))
    },
    finish() {
      const known = new Set([
        ...scenarios.keys(),
        ...blocks.keys(),
        ...[...policies.keys()].map(name => `policies/${name}`),
        ...unread,
      ])
      for (const document of languages) {
        const source = sources.get(document.file)
        if (source !== undefined && !known.has(document.of))
          findings.push(makeFinding('shape/orphan-language-file', source, [], 'key', { of: describeOwner(document.of) }))
      }
      return { scenarios, blocks, policies, languages, lexicons, services, sources, unread, findings }
    },
  }
}

/** Groups whose entries others refer to: of two entries with one name the second is not read. */
const LOSING = ['.steps', '.anytime', '.answered_by', '.gets', '.takes', '.gives', '.conditions', '.clinic', '.texts']

/** Name of a document in `Workspace.unread`. */
function nameOfPlace(place: Exclude<FilePlace, { readonly kind: 'ignored' | 'unknown' }>): string {
  switch (place.kind) {
    case 'scenario':
      return place.name
    case 'block':
      return `blocks/${place.name}`
    case 'policy':
      return `policies/${place.name}`
    case 'lexicon':
      return `lexicon/${place.language}`
    case 'service':
      return `services/${place.name}`
    case 'language':
      return `${place.of}/${place.language}`
  }
}

function describeOwner(of: string): string {
  if (of.startsWith('blocks/')) return `block "${of}"`
  return of.startsWith('policies/') ? `policy "${of.slice('policies/'.length)}"` : `scenario "${of}"`
}

/** The place that a misnamed file was probably meant for. */
function suggestPlace(file: string): string | undefined {
  const parts = file.split('/')
  const last = parts.at(-1) ?? ''
  const nearest = suggest(last, ['scenario.yaml', 'block.yaml', 'policy.yaml', ...LANGUAGES.map(language => `${language}.yaml`)])
  return nearest === undefined ? undefined : [...parts.slice(0, -1), nearest].join('/')
}
