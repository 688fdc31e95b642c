import { DATE_STYLES, REQUEST_KINDS, sayRequest } from '../../engine/speaking/index.ts'
import { LANGUAGES } from '../../scenarios/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import type { Cli } from '../cli.ts'
import type { SpeakCommandOptions } from '../commands/speak.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { answerJsonLines } from '../json-lines.ts'
import { UsageError } from '../usage-error.ts'

/** The formats of texts that are called otherwise here. */
const FORMATS: Readonly<Record<string, (typeof REQUEST_KINDS)[number]>> = {
  day: 'date',
  'day and time': 'datetime',
  'list of day': 'list',
  'list of time': 'list',
  'list of day and time': 'list',
}

/** Prints one value in words, or answers JSON Lines until the input ends. */
export async function runSpeak(cli: Cli, value: string | undefined, options: SpeakCommandOptions): Promise<ExitCode> {
  if (options.jsonl === true) {
    if (value !== undefined || options.lang !== undefined || options.as !== undefined || options.style !== undefined)
      throw new UsageError('With --jsonl the values come from standard input.', 'Leave out VALUE, --lang, --as and --style.')
    await answerJsonLines(cli.world, sayRequest)
    return EXIT.ok
  }
  if (value === undefined)
    throw new UsageError('There is no value to speak.', 'As in: trucada speak 2026-05-05 --lang en --as date')
  const lang = takeOne('--lang', options.lang, LANGUAGES)
  const kind = takeOne('--as', FORMATS[options.as ?? ''] ?? options.as, REQUEST_KINDS)
  const style = options.style === undefined ? undefined : takeOne('--style', options.style, DATE_STYLES)
  const answer = sayRequest({ lang, kind, style, value: readValue(kind, value) })
  if ('error' in answer) throw new UsageError(`This cannot be spoken as ${kind}: ${answer.error}.`)
  cli.print(answer.text)
  return EXIT.ok
}

function takeOne<T extends string>(option: string, given: string | undefined, known: readonly T[]): T {
  const found = known.find(item => item === given)
  if (found !== undefined) return found
  const near = given === undefined ? undefined : suggest(given, known)
  throw new UsageError(
    given === undefined ? `${option} is missing.` : `${option} cannot be "${given}".`,
    near === undefined ? `It is one of: ${known.join(', ')}.` : `Did you mean "${near}"?`,
  )
}

/** What a command line can write of a value that is no plain text: its JSON, or words. */
function readValue(kind: (typeof REQUEST_KINDS)[number], text: string): unknown {
  const trimmed = text.trim()
  if (kind !== 'count-noun' && kind !== 'list' && kind !== 'ordinal' && kind !== 'money') return text
  if (/^[[{]/.test(trimmed)) return parseJson(trimmed)
  const [n = '', second, third] = trimmed.split(/\s+/)
  switch (kind) {
    case 'count-noun':
      return { n, noun: second, ...(third === undefined ? {} : { case: third }) }
    case 'ordinal':
      return second === undefined ? n : { n, gender: second }
    case 'list':
      return trimmed.split(/\s*[,;]\s*/).filter(item => item !== '')
    case 'money':
      return trimmed
    default:
      return kind satisfies never
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UsageError('The value looks like JSON and is none.')
  }
}
