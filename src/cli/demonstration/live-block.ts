import type { CliWorld } from '../cli.ts'

/** Lines at the foot of a terminal that are drawn anew in their place; whatever else is written goes above them. */
export interface LiveBlock {
  /** False where nobody would see it change: then nothing is drawn. */
  readonly isLive: boolean
  /** Columns of the terminal. */
  readonly width: number
  draw(lines: readonly string[]): void
  /** Writes whole lines, with their ends, above the block. */
  write(text: string): void
  /** The same on the stream of errors. */
  warn(text: string): void
  clear(): void
}

const UP_AND_CLEAR = (lines: number): string => `\u001b[${lines}A\r\u001b[J`
const DEFAULT_WIDTH = 80

/** Creates a block that is empty. Its lines may be no longer than `width`. */
export function createLiveBlock({ stdout, stderr }: Pick<CliWorld, 'stdout' | 'stderr'>): LiveBlock {
  let drawn: readonly string[] = []
  const erase = (): string => (drawn.length === 0 ? '' : UP_AND_CLEAR(drawn.length))
  const show = (): string => drawn.map(line => `${line}\n`).join('')
  return {
    isLive: stdout.isTTY === true,
    get width() {
      return stdout.columns || DEFAULT_WIDTH
    },
    draw(lines) {
      const before = erase()
      drawn = lines
      stdout.write(before + show())
    },
    write: text => void stdout.write(erase() + text + show()),
    warn(text) {
      stdout.write(erase())
      stderr.write(text)
      stdout.write(show())
    },
    clear() {
      stdout.write(erase())
      drawn = []
    },
  }
}
