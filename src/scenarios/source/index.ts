// From text to plain data with places. In: the text of one YAML file. Out: data, a SourceFile that turns paths into
// spans, and findings for whatever the language does not allow; findings as text, JSON or SARIF; canonical formatting.
// Must not know what any key means: that is the model's.
export {
  CATALOGUE,
  type FactsOfEntry,
  type FindingCode,
  type FindingEntries,
  type FindingEntry,
} from './catalogue/index.ts'
export type { Finding, Severity, Span } from './finding.ts'
export { formatFindingsAsJson } from './format-json.ts'
export { formatFindingsAsSarif, type SarifOptions } from './format-sarif.ts'
export { formatFindingsAsText, type TextOptions } from './format-text.ts'
export { formatYaml } from './format-yaml.ts'
export { makeFinding, type FactsArgument, type FactsOf } from './make-finding.ts'
export { parseSource, type ParsedSource } from './parse-source.ts'
export type { SourceFile, SourcePart, SourcePath } from './source-file.ts'
export { suggest } from './suggest.ts'
