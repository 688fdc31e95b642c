import { nameLanguage } from '../../scenarios/checks/languages.ts'
import type { Cli } from '../cli.ts'
import { wrap } from '../wrap.ts'
import type { TextState } from './list-texts.ts'
import type { LineMark, SpokenLine } from './speak-lines.ts'

/** Terminals that do not know their width say 0. */
const widthOf = (cli: Cli): number => Math.max(40, cli.world.stdout.columns || 100)

/** The list for the terminal: documents in which nothing is to be done a line each, then the others with their languages and the keys that need work. */
export function formatTextStates(cli: Cli, states: readonly TextState[]): readonly string[] {
  const { paint } = cli
  const unfinished = new Set(states.filter(state => !isWhole(state)).map(({ document }) => document))
  const whole = Map.groupBy(
    states.filter(({ document }) => !unfinished.has(document)),
    ({ document }) => document,
  )
  const width = Math.max(...[...whole.keys()].map(name => name.length))
  const lines = [...whole].map(
    ([name, own]) =>
      `${paint('bold', name.padEnd(width))}  ${own.map(({ language }) => language).join(' ')}  ${own[0]?.texts} texts, all there`,
  )
  let document = ''
  for (const state of states) {
    if (!unfinished.has(state.document)) continue
    if (state.document !== document) lines.push(...(lines.length === 0 ? [] : ['']), paint('bold', state.document))
    document = state.document
    lines.push(`  ${state.language}  ${describe(cli, state)}`)
    for (const [title, keys] of [
      ['missing', state.fileState === 'there' ? state.missing : []],
      ['stale', state.stale],
    ] as const)
      if (keys.length > 0) lines.push(...hang(`      ${title.padEnd(9)}`, keys.join(', '), widthOf(cli)))
  }
  return lines
}

/** Tells whether a document is translated into a language, and from its present texts. */
function isWhole({ fileState, missing, stale, unmarked }: TextState): boolean {
  return fileState === 'there' && missing.length + stale.length + unmarked.length === 0
}

function describe({ paint }: Cli, { fileState, texts, missing, stale, unmarked, file }: TextState): string {
  if (fileState === 'unreadable') return paint('red', `${file} cannot be read`)
  if (fileState === 'none') return paint('red', `no file ${file}`)
  const parts = [`${texts} texts`]
  if (missing.length > 0) parts.push(paint('red', `${missing.length} missing`))
  if (stale.length > 0) parts.push(paint('yellow', `${stale.length} stale`))
  if (unmarked.length > 0) parts.push(paint('dim', `${unmarked.length} not marked with their source`))
  return parts.length === 1 ? `${parts[0]}, all there` : parts.join(', ')
}

/** The lines of one document in one language, grouped by step. */
export function formatSpokenLines(cli: Cli, file: string, spoken: readonly SpokenLine[]): readonly string[] {
  const [first] = spoken
  if (first === undefined) return []
  const { paint } = cli
  const title = paint('bold', `${first.document}, ${nameLanguage(first.language)}`)
  const lines = file === '' ? [title, ''] : [title, paint('dim', file), '']
  let step = ''
  for (const line of spoken) {
    if (line.step !== step) lines.push(`  ${paint('cyan', line.step)}`)
    step = line.step
    const length = line.seconds === undefined ? '' : `${line.seconds.toFixed(1)} s`
    const head = `${line.marks.length > 0 ? '  ! ' : '    '}${line.role.padEnd(10)} ${length.padStart(6)}  `
    const marks = line.marks.map(mark => paint('yellow', `(${describeMark(mark)})`))
    // Where there are no words the mark stands in their place.
    if (line.text === '') lines.push(`${head}${marks.join(' ')}`)
    else lines.push(...hang(head, line.text, widthOf(cli)), ...marks.map(mark => ' '.repeat(head.length) + mark))
  }
  return [...lines, '']
}

function describeMark(mark: LineMark): string {
  switch (mark.kind) {
    case 'missing':
      return 'missing'
    case 'faulty':
      return 'cannot be read'
    case 'long':
      return 'longer than 12 s'
    case 'unspeakable':
      return `a voice cannot say "${mark.found}"`
  }
}

/** A text beside its head, its further lines under the first. */
function hang(head: string, text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, width - head.length)
  return [`${head}${first}`.trimEnd(), ...rest.map(line => ' '.repeat(head.length) + line)]
}
