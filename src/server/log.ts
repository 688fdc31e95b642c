import pino, { type Logger } from 'pino'
import type { Settings } from './settings/index.ts'

/** The server's log. Lines carry ids, names of scenarios and codes; never names, numbers or words of callers. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Hides all but the last three digits of a telephone number: `…123`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 5 ? '…' : `…${digits.slice(-3)}`
}

/** What looks like a telephone number is masked even where somebody forgot to; ids with letters or dashes around digits are left alone. */
const NUMBER = /(?<![\w-])\+?\d{7,15}(?![\w-])/g

/** A log to a stream of lines: JSON, or readable ones (no wider than the stream's `columns`) when `readable` is set. */
export function createLog(
  level: Settings['log_level'],
  stream: { write(line: string): unknown; readonly columns?: number },
  readable: boolean,
): Log {
  const destination = readable
    ? { write: (line: string) => void stream.write(makeReadable(line, stream.columns || Infinity)) }
    : { write: (line: string) => void stream.write(line) }
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }), log: maskNumbers },
    },
    destination,
  )
}

function maskNumbers(fields: Record<string, unknown>): Record<string, unknown> {
  const masked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields))
    masked[name] = typeof value === 'string' ? value.replace(NUMBER, maskPhone) : value
  return masked
}

function makeReadable(line: string, width: number): string {
  const { time, level, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
  const rest = Object.entries(facts).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const clock = String(time).slice(11, 19)
  const lines: string[] = []
  let shown = clock
  for (const part of [level === 'info' ? '' : String(level), typeof msg === 'string' ? msg : '', ...rest]) {
    if (part === '') continue
    if (shown.length + 2 + part.length > width) {
      lines.push(shown)
      // Under the words of the line before, not under its time.
      shown = ' '.repeat(clock.length)
    }
    shown += `  ${part}`
  }
  return `${[...lines, shown].join('\n')}\n`
}
