import { CATALOGUE, type FindingEntry } from '../../src/scenarios/source/index.ts'

/** The areas in the order in which a clinic meets them, with what they are about. */
const AREAS: Readonly<Record<string, string>> = {
  yaml: 'The file as YAML',
  shape: 'Keys, kinds of values and names',
  flow: 'The way of a call',
  block: 'Blocks',
  service: 'Services of the clinic',
  policy: 'The policy',
  lines: 'Numbers and transfers',
  voices: 'Voices',
  facts: 'What the clinic is asked',
  campaign: 'Campaigns',
  country: 'Rules of countries',
  messages: 'Messages',
  data: 'Data',
  type: 'Types of data',
  condition: 'Conditions',
  text: 'Single texts',
  speech: 'How a conversation sounds',
  lexicon: 'The lexicon',
  language: 'Other languages',
  safety: 'Safety and law',
  simulation: 'Simulations',
}

/** The page docs/reference/diagnostics.md, made of the catalogue of findings. */
export function writeDiagnosticsPage(): string {
  const entries: readonly (readonly [string, FindingEntry])[] = Object.entries(CATALOGUE)
  const areas = [...new Set([...Object.keys(AREAS), ...entries.map(([code]) => areaOf(code))])]
  const sections = areas.map(area => {
    const own = entries.filter(([code]) => areaOf(code) === area)
    return own.length === 0 ? '' : `## ${AREAS[area] ?? area}\n\n${own.map(writeEntry).join('\n\n')}\n`
  })
  return `<!-- Made by scripts/write-reference.ts of src/scenarios/source/catalogue/; a test holds the two together. -->
# Findings

What \`trucada check\` can find, by code. Each stands with its place (file, line and column), what is wrong, and how to mend it. An
**error** keeps the scenario from being called; a **warning** is most often a mistake, but calls go on; an **info** is worth knowing.
For each code test/golden/ holds an example that has it and one that has not.

${sections.filter(section => section !== '').join('\n')}`
}

function areaOf(code: string): string {
  return code.slice(0, code.indexOf('/'))
}

function writeEntry([code, { severity, manual }]: readonly [string, FindingEntry]): string {
  return `### ${code}\n\n*${severity}*: ${manual}`
}
