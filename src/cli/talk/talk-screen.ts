import { clearLine, cursorTo, type Interface } from 'node:readline'
import type { CliWorld } from '../cli.ts'
import type { Paint } from '../paint.ts'

/** What is going on at the telephone, for the prompt of a terminal. */
export type TalkState = 'dialling' | 'robot speaks' | 'your turn' | 'busy' | 'over'

/** The two sides of a call as lines, and on a terminal a prompt below them that says whose turn it is. */
export interface TalkScreen {
  robot(text: string): void
  /** The robot was cut short; `share` of the text was heard, 0..1. */
  cut(share: number): void
  caller(text: string): void
  /** A line of the call's record. */
  note(text: string): void
  /** Something about the talk itself. */
  say(text: string): void
  state(state: TalkState): void
}

const INDENT = 8
const WIDEST = 100
const NARROWEST = 30

/** A screen over the command's output. `lines` is the terminal's own line editor where there is one. */
export function createTalkScreen(world: CliWorld, paint: Paint, lines: Interface | undefined): TalkScreen {
  const columns = world.stdout.columns ?? WIDEST
  // Terminals that do not know their width say 0.
  const width = columns < NARROWEST ? WIDEST : Math.min(WIDEST, columns - 1)
  let shown: TalkState | undefined
  let hasPrompt = lines !== undefined
  lines?.once('close', () => {
    hasPrompt = false
  })

  const write = (text: string): void => {
    if (lines === undefined || !hasPrompt) {
      world.stdout.write(`${text}\n`)
      return
    }
    cursorTo(world.stdout, 0)
    clearLine(world.stdout, 0)
    world.stdout.write(`${text}\n`)
    lines.prompt(true)
  }
  const writeBlock = (label: string, text: string, style: Parameters<Paint>[0]): void => {
    const [first = '', ...rest] = wrap(text, width - INDENT)
    write([paint(style, label.padEnd(INDENT)) + first, ...rest.map(line => ' '.repeat(INDENT) + line)].join('\n'))
  }
  const showPrompt = (state: TalkState): void => {
    if (lines === undefined || !hasPrompt) return
    const marks = {
      dialling: paint('dim', '… '),
      'robot speaks': paint('yellow', '♪ '),
      'your turn': paint('green', '› '),
      busy: paint('dim', '… '),
      over: '',
    }
    lines.setPrompt(marks[state])
    lines.prompt(true)
  }
  return {
    robot: text => writeBlock('Robot', text, ['bold', 'cyan']),
    cut: share => write(paint('dim', `${' '.repeat(INDENT)}✂ cut after ${Math.round(share * 100)} %`)),
    caller: text => writeBlock('You', text, ['bold', 'green']),
    note: text =>
      write(
        wrap(text, width - INDENT - 2)
          .map((line, index) => paint('dim', `${' '.repeat(INDENT)}${index === 0 ? '· ' : '  '}${line}`))
          .join('\n'),
      ),
    say: text => write(text),
    state(state) {
      if (state === shown) return
      shown = state
      showPrompt(state)
    },
  }
}

/** Breaks a text at spaces so that no line is wider than `width` unless a single word is. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
