import type * as z from 'zod'
import { askManual, askShape } from './ask.ts'
import { blockManual, blockShape } from './block.ts'
import { decideManual, decideShape } from './decide.ts'
import { doManual, doShape } from './do.ts'
import { durationManual } from './duration.ts'
import { ladderManual } from './ladder.ts'
import { languageFileManual, languageFileShape } from './language-file.ts'
import { lexiconManual, lexiconShape } from './lexicon.ts'
import { pauseManual, pauseShape } from './pause.ts'
import { policyManual, policyShape } from './policy.ts'
import { conditionManual } from './read-document.ts'
import { exitManual } from './read-exit.ts'
import { typeManual } from './read-type.ts'
import { sayManual, sayShape } from './say.ts'
import { scenarioManual, scenarioShape } from './scenario.ts'
import { sendManual, sendShape } from './send.ts'
import { serviceManual, serviceShape } from './service.ts'
import { textManual } from './text-source.ts'
import { transferManual, transferShape } from './transfer.ts'
import { useManual, useShape } from './use.ts'
import { valueManual } from './value.ts'

interface Section {
  readonly title: string
  readonly manual: string
  readonly shape?: z.ZodObject
}

const FILES: readonly Section[] = [
  { title: 'Scenario', manual: scenarioManual, shape: scenarioShape },
  { title: 'Block', manual: blockManual, shape: blockShape },
  { title: 'Policy', manual: policyManual, shape: policyShape },
  { title: 'Language file', manual: languageFileManual, shape: languageFileShape },
  { title: 'Lexicon', manual: lexiconManual, shape: lexiconShape },
  { title: 'Service', manual: serviceManual, shape: serviceShape },
]
const STEPS: readonly Section[] = [
  { title: '`ask`', manual: askManual, shape: askShape },
  { title: '`say`', manual: sayManual, shape: sayShape },
  { title: '`do`', manual: doManual, shape: doShape },
  { title: '`use`', manual: useManual, shape: useShape },
  { title: '`transfer`', manual: transferManual, shape: transferShape },
  { title: '`pause`', manual: pauseManual, shape: pauseShape },
  { title: '`send`', manual: sendManual, shape: sendShape },
  { title: '`decide`', manual: decideManual, shape: decideShape },
]
const PARTS: readonly Section[] = [
  { title: 'Exits', manual: exitManual },
  { title: 'Conditions', manual: conditionManual },
  { title: 'Types of data', manual: typeManual },
  { title: 'Texts', manual: textManual },
  { title: 'Values handed over', manual: valueManual },
  { title: 'Durations', manual: durationManual },
  { title: 'Ladders', manual: ladderManual },
]

/** docs/language.md, from the manual texts and the shapes of the constructs. */
export function buildLanguageManual(): string {
  const parts = [
    '# The scenario language: reference',
    'Generated from the language itself; do not edit. Every key that is not listed here is an error.',
    '## Files',
    ...FILES.map(section => printSection(section)),
    '## Steps',
    'A step has a name and exactly one verb. Names are small letters, digits and underscores. Every step can change what works anytime by `anytime: { NAME: exit }`, or mute it: `anytime: { repeat: mute }`.',
    ...STEPS.map(section => printSection(section)),
    '## Parts',
    ...PARTS.map(section => printSection(section)),
    '## YAML',
    YAML_MANUAL,
  ]
  return `${parts.join('\n\n')}\n`
}

function printSection(section: Section): string {
  const keys = section.shape === undefined ? '' : `\n\n${printKeys(section.shape)}`
  return `### ${section.title}\n\n${section.manual.trim()}${keys}`
}

function printKeys(shape: z.ZodObject): string {
  const rows = Object.entries(shape.shape).map(([key, inner]) => {
    const needed = key === 'steps' || !(inner as z.ZodType).safeParse(undefined).success ? 'yes' : ''
    return `| \`${key}\` | ${needed} | ${((inner as z.ZodType).description ?? '').replaceAll('|', '\\|')} |`
  })
  return ['| key | needed | meaning |', '| --- | --- | --- |', ...rows].join('\n')
}

const YAML_MANUAL = `Files are YAML 1.2 in UTF-8, at most 1 MiB, one document each. Refused, because they mislead: the same key
twice, anchors (\`&\`), aliases (\`*\`) and merges (\`<<\`), tags (\`!\`), bare \`on\`, \`off\`, \`yes\`, \`no\`, \`y\`, \`n\`, digits that
begin with zero or plus without quotes, numbers that lose digits (\`1.10\`), tabs at the start of a line. A text that
contains \`: \` or begins with \`{\`, \`[\`, \`&\`, \`*\`, \`!\`, \`%\` or \`@\` stands in double quotes.`
