import { clearLine, clearScreenDown, cursorTo, type Interface, moveCursor } from 'node:readline'
import { measureWidth } from '../../scenarios/source/measure-width.ts'
import type { CliWorld } from '../cli.ts'
import type { Paint } from '../paint.ts'
import { wrap } from '../wrap.ts'

/** What is going on at the telephone, for the prompt of a terminal. */
export type TalkState = 'dialling' | 'robot speaks' | 'your turn' | 'busy' | 'over'

/** The two sides of a call as lines, and on a terminal a prompt below them that says whose turn it is. */
export interface TalkScreen {
  robot(text: string): void
  /** The robot was cut short; `share` of the text was heard, 0..1. */
  cut(share: number): void
  caller(text: string): void
  /** A line was typed: what the terminal showed of it goes, since the two sides are written by this screen. */
  typed(line: string): void
  /** A line of the call's record. */
  note(text: string): void
  /** Something about the talk itself. */
  say(text: string): void
  state(state: TalkState): void
}

const INDENT = 8
const PROMPT_WIDTH = 2
const WIDEST = 100
const NARROWEST = 30

/** A screen over the command's output. `lines` is the terminal's own line editor where there is one; `person` is who talks with the robot. */
export function createTalkScreen(world: CliWorld, paint: Paint, lines: Interface | undefined, person = 'You'): TalkScreen {
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
    typed(line) {
      if (lines === undefined || !hasPrompt) return
      const rows = columns === 0 ? 0 : Math.ceil((PROMPT_WIDTH + measureWidth(line)) / columns)
      moveCursor(world.stdout, 0, -rows)
      cursorTo(world.stdout, 0)
      clearScreenDown(world.stdout)
      lines.prompt()
    },
    caller: text => writeBlock(person, text, ['bold', 'green']),
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
