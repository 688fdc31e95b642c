// npm run bench:development: how well the development utterances are understood by the shipped lexicons, without a language model: without a step, and as answers
// at their steps. `-- --show` prints the answers that were not understood, `-- --held-out` measures the half that nobody looks at, and nothing else. These lines were written before the lexicons and are never taken into them; rules and thresholds were chosen on them, so the figures are no promise.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CORE_MEANINGS, CORE_OF, createUnderstanding, pickMainMeaning } from '../src/engine/understanding/index.ts'
import type { CompiledScenario } from '../src/scenarios/compile/compiled.ts'
import { LANGUAGES, type Language, type LexiconDocument } from '../src/scenarios/model/documents.ts'
import { loadWorkspace } from '../src/scenarios/load-workspace.ts'
import { readWorkspaceFolder } from '../src/server/workspace/read-workspace-folder.ts'
import { ANSWER_SETS, measureInCalls } from './in-calls.ts'

const ROOT = join(import.meta.dirname, '..')
/** From here on nobody is asked again. */
const SURE = 0.7
/** Rounds over the lines before times are taken, and while they are: the JavaScript engine compiles for the first. */
const ROUNDS = { before: 10, taken: 10 }

interface Line {
  readonly text: string
  readonly meaning: string
}

if (process.argv.includes('--held-out')) {
  for (const set of ANSWER_SETS) {
    console.log(`${set}:`)
    await measureInCalls('held-out', set, false)
  }
  process.exit()
}
const { lexicons } = loadWorkspace(await readWorkspaceFolder(join(ROOT, 'scenarios-yaml')))
const understanding = createUnderstanding()
console.log(
  'lang  lines  right  in scope  outside taken  reversed  danger missed  false alarms  sure        µs p50   p99  phrases  train',
)
for (const language of LANGUAGES) {
  const lexicon = lexicons.get(language)
  if (lexicon === undefined) console.log(`${language}    has no lexicon`)
  else console.log(measure(language, lexicon))
}
console.log('\nanswers at their steps:')
for (const set of ANSWER_SETS) {
  console.log(`${set}:`)
  await measureInCalls('development', set, process.argv.includes('--show'))
}

// What stands between a start and the first call, in processes of their own.
const folder = mkdtempSync(join(tmpdir(), 'trucada-bench-'))
const learn = () => execFileSync(process.execPath, [join(import.meta.dirname, 'learn-once.ts'), folder], { encoding: 'utf8' })
console.log(
  `\nall shipped scenarios in five languages: learned in ${learn()} ms (target 1,500), taken from the disk in ${learn()} ms (target 300)`,
)
rmSync(folder, { recursive: true })

function measure(language: Language, lexicon: LexiconDocument): string {
  const scenario = {
    languages: [language],
    absolute: ['stop_calling', 'emergency'],
    lexicon: { [language]: lexicon.meanings },
    outside: { [language]: lexicon.outside },
    words: {},
  } as unknown as CompiledScenario
  const lines = readFileSync(join(ROOT, 'test/development/utterances', `${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line)
  const began = performance.now()
  understanding.rank('', scenario, language)
  const trained = performance.now() - began
  const hear = (text: string) => {
    const { meanings } = understanding.hear([{ text }], {
      scenario,
      language,
      node: '',
      own: Object.keys(CORE_MEANINGS),
      anytime: [],
      expect: {},
      now: Date.parse('2026-05-05T10:00:00Z'),
      zone: 'Europe/Warsaw',
    })
    return pickMainMeaning(
      meanings.map(one => ({
        ...one,
        meaning: CORE_MEANINGS[one.meaning] === undefined ? (CORE_OF[one.meaning] ?? 'none') : one.meaning,
      })),
    )
  }
  const got = lines.map(line => ({ ...line, heard: hear(line.text) }))
  const is = (line: (typeof got)[number]) => line.heard?.meaning ?? 'none'
  const inside = got.filter(({ meaning }) => meaning !== 'none')
  const outside = got.filter(({ meaning }) => meaning === 'none')
  const danger = got.filter(({ meaning }) => meaning === 'emergency')
  const sure = got.filter(({ heard }) => (heard?.confidence ?? 0) >= SURE)
  const reversed = got.filter(
    line => ['agree', 'decline'].includes(line.meaning) && ['agree', 'decline'].includes(is(line)) && is(line) !== line.meaning,
  )
  const round = () => lines.map(({ text }) => timeOf(() => hear(text)))
  for (let at = 0; at < ROUNDS.before; at += 1) round()
  const times = Array.from({ length: ROUNDS.taken }, round)
    .flat()
    .sort((a, b) => a - b)
  const share = (part: readonly unknown[], whole: readonly unknown[]) => `${((100 * part.length) / whole.length).toFixed(1)} %`
  const right = (of: typeof got) => of.filter(line => is(line) === line.meaning)
  const phrases = Object.values(lexicon.meanings).reduce((sum, list) => sum + list.length, 0)
  return [
    language.padEnd(4),
    String(lines.length).padStart(6),
    share(right(got), got).padStart(7),
    share(right(inside), inside).padStart(8),
    `${outside.length - right(outside).length}/${outside.length}`.padStart(13),
    String(reversed.length).padStart(9),
    `${danger.length - right(danger).length}/${danger.length}`.padStart(14),
    String(got.filter(line => is(line) === 'emergency' && line.meaning !== 'emergency').length).padStart(13),
    `${share(sure, got)} at ${share(right(sure), sure)}`.padStart(18),
    microseconds(times, 0.5).padStart(4),
    microseconds(times, 0.99).padStart(5),
    String(phrases).padStart(8),
    `${Math.round(trained)} ms`.padStart(8),
  ].join(' ')
}

function timeOf(run: () => unknown): number {
  const began = performance.now()
  run()
  return performance.now() - began
}

function microseconds(sorted: readonly number[], share: number): string {
  return String(Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 1000))
}
