import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CORE_MEANINGS,
  CORE_OF,
  createTextHearer,
  createUnderstanding,
  type HeardText,
} from '../src/engine/understanding/index.ts'
import type { AskNode } from '../src/scenarios/compile/compiled.ts'
import { LANGUAGES, type Language } from '../src/scenarios/model/documents.ts'
import { compileFolder } from '../src/server/workspace/compile-folder.ts'

const ROOT = join(import.meta.dirname, '..')
/** Below this a call asks again. */
const ACTED_ON = 0.6
/** After these the question is put again: taken wrongly they cost a few seconds. */
const HARMLESS: readonly string[] = ['repeat', 'slower', 'hold_on', 'who_is_it', 'are_you_robot']
/** What settles a visit: one of these taken for another is a wrong booking. */
const SETTLING: readonly string[] = ['agree', 'book_now', 'keep_it', 'decline', 'refuse', 'cancel']
/** Who is asked for; nobody in the lines says a name. */
const PERSON = { name: 'Anna Nowak' }

/** The sets of answers, each with a half in view and a half that is held out. */
export const ANSWER_SETS = ['in-calls', 'callers', 'recalled'] as const

/**
 * What a caller says, mostly as an answer to a question of a shipped scenario, else at any time; any of the meanings is right, and any answer that leads where one of
 * them does.
 */
interface Line {
  readonly text: string
  readonly lang: Language
  readonly at?: string
  readonly meaning: readonly string[]
}
interface Heard extends Line {
  readonly heard: HeardText
  /** The question; undefined where none was asked. */
  readonly node: AskNode | undefined
}

/**
 * Measures the answers of a half of a set at their steps, as calls hear them, and prints a line for each language. `shows`: the lines that were not understood as
 * well, which nobody may ask of the held-out half.
 */
export async function measureInCalls(
  half: 'development' | 'held-out',
  set: (typeof ANSWER_SETS)[number],
  shows: boolean,
): Promise<void> {
  const { scenarios, workspace } = await compileFolder(join(ROOT, 'scenarios-yaml'))
  const hearer = createTextHearer(createUnderstanding(), workspace.lexicons)
  const findQuestion = (at: string) => {
    const [name = '', ...path] = at.split('/')
    const scenario = scenarios.get(name)
    const node = scenario?.nodes[path.join('.')]
    if (node?.kind !== 'ask' || scenario === undefined) throw new Error(`there is no question ${at}`)
    return { scenario, node }
  }
  const hear = (line: Line): Heard => {
    const at = line.at === undefined ? undefined : findQuestion(line.at)
    const now = Date.parse('2026-05-05T10:00:00Z')
    const said = { text: line.text, language: line.lang, person: PERSON, now, zone: 'Europe/Warsaw' }
    return { ...line, heard: hearer.hear(at === undefined ? said : { ...said, at }), node: at?.node }
  }
  console.log(
    'lang  lines  right  asked again  acted on wrongly  settled wrongly  wrong person taken  danger missed  false alarms  stop missed',
  )
  for (const language of LANGUAGES) {
    const all = readLines(half, set, language).map(hear)
    console.log(describe(language, all))
    if (shows && half === 'development') for (const line of all.filter(one => !isRight(one))) console.log(explain(line))
  }
}

function readLines(half: string, set: string, language: Language): readonly Line[] {
  return readFileSync(join(ROOT, 'test', half, set, `${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line)
}

/** What the call goes by; below its threshold it goes by nothing. Where nothing was asked, a core meaning or what comes to one. */
function takenOf({ heard, node, meaning }: Heard): string {
  if (heard.confidence < ACTED_ON) return 'none'
  const isCore = CORE_MEANINGS[heard.meaning] !== undefined || meaning.includes(heard.meaning)
  return node === undefined && !isCore ? (CORE_OF[heard.meaning] ?? 'none') : heard.meaning
}

function isRight(line: Heard): boolean {
  const taken = takenOf(line)
  const leadsTo = (meaning: string) => JSON.stringify(line.node?.answers[meaning])
  return line.meaning.some(one => one === taken || (leadsTo(one) !== undefined && leadsTo(one) === leadsTo(taken)))
}

function describe(language: Language, all: readonly Heard[]): string {
  const right = all.filter(isRight)
  const wrong = all.filter(line => !isRight(line) && takenOf(line) !== 'none')
  const deeds = wrong.filter(line => !HARMLESS.includes(takenOf(line)))
  const settled = deeds.filter(line => SETTLING.includes(takenOf(line)) && line.meaning.some(one => SETTLING.includes(one)))
  const persons = wrong.filter(line => line.at?.endsWith('/hello') === true && takenOf(line) === 'agree')
  const missed = (meaning: string) => {
    const meant = all.filter(line => line.meaning.includes(meaning))
    return `${meant.filter(line => !isRight(line)).length}/${meant.length}`
  }
  return [
    language.padEnd(4),
    String(all.length).padStart(6),
    `${((100 * right.length) / all.length).toFixed(1)} %`.padStart(7),
    String(all.length - right.length - wrong.length).padStart(11),
    String(deeds.length).padStart(17),
    String(settled.length).padStart(16),
    String(persons.length).padStart(19),
    missed('emergency').padStart(14),
    String(wrong.filter(line => takenOf(line) === 'emergency').length).padStart(13),
    missed('stop_calling').padStart(12),
  ].join(' ')
}

function explain({ text, at, meaning, heard }: Heard): string {
  const known = heard.known === undefined ? '' : `, known as ${heard.known}`
  return `      ${at ?? 'at any time'}: "${text}" is ${meaning.join(' or ')}, heard as ${heard.meaning} ${heard.confidence} (${heard.because}${known})`
}
