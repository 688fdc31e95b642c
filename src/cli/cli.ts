import type { Readable, Writable } from 'node:stream'
import { type Command, Option } from 'commander'
import { readSettings, SETTINGS, type Setting, type SettingsInForce } from '../server/settings/index.ts'
import type { ExitCode } from './exit-codes.ts'
import { createPaint, type Paint } from './paint.ts'
import { wrap } from './wrap.ts'

/** What a command sees of the world: streams, environment and working folder. */
export interface CliWorld {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working folder, absolute. */
  readonly folder: string
  /** Calls back once when the process is asked to stop (SIGINT, SIGTERM). Returns the way to unregister. */
  onStop(run: () => void): () => void
  /** Calls `run`, rather than end quietly, when nobody reads any more what is printed (`| head`). */
  onUnread(run: () => void): void
}

/** What each command file is given. */
export interface Cli {
  readonly world: CliWorld
  /** How this program is called here, to begin a command line with that can be pasted: started by npm, it is in no PATH but npx's. */
  readonly startedAs: 'trucada' | 'npx trucada'
  readonly paint: Paint
  /** Whether `paint` changes anything. */
  readonly hasColour: boolean
  /** How findings are shown here. */
  readonly findingStyle: { readonly colour: boolean; readonly width?: number }
  /** Writes a line of the result. */
  print(line: string): void
  /** Writes a line about the result: progress, warnings, errors. */
  warn(line: string): void
  /** The settings in force, read when first asked for. */
  settings(): SettingsInForce
  /** Wraps a command's work so that what it returns becomes the exit code. */
  run<A extends unknown[]>(work: (...args: A) => Promise<ExitCode> | ExitCode): (...args: A) => Promise<void>
}

/** The command line over a world; `end` takes the exit code. */
export function createCli(world: CliWorld, program: Command, end: (code: ExitCode) => void): Cli {
  let settings: SettingsInForce | undefined
  const paint = createPaint(world.stdout, world.env)
  const hasColour = paint('red', 'x') !== 'x'
  const { columns } = world.stdout
  return {
    world,
    startedAs: world.env.npm_command === undefined ? 'trucada' : 'npx trucada',
    paint,
    hasColour,
    // Terminals that do not know their width say 0.
    findingStyle: { colour: hasColour, ...(columns === undefined || columns === 0 ? {} : { width: columns }) },
    print: line => void world.stdout.write(`${line}\n`),
    warn: line => void world.stderr.write(`${line}\n`),
    settings: () => (settings ??= readSettings({ flags: readSettingFlags(program), env: world.env, folder: world.folder })),
    run:
      work =>
      async (...args) =>
        end(await work(...args)),
  }
}

const VALUE_NAMES = { text: 'TEXT', folder: 'FOLDER', number: 'N', choice: 'WORD' } as const

/** Adds a flag for every setting; they work before and after a command's name. Gives the list of them for a help, in lines of at most `width`. */
export function addSettingFlags(program: Command, width: number): string {
  const lines: string[] = []
  const flags = (SETTINGS as readonly Setting[]).map(({ flag, type }) => `--${flag} <${VALUE_NAMES[type.kind]}>`)
  const indent = 4 + Math.max(...flags.map(flag => flag.length))
  for (const setting of SETTINGS as readonly Setting[]) {
    const option = new Option(`--${setting.flag} <${VALUE_NAMES[setting.type.kind]}>`, setting.meaning)
    program.addOption(option.hideHelp())
    const [first = '', ...rest] = wrap(setting.meaning, width - indent)
    lines.push(`  ${option.flags.padEnd(indent - 2)}${first}`, ...rest.map(line => ' '.repeat(indent) + line))
  }
  return `\nSettings (for every command; also by environment and trucada.yaml):\n${lines.join('\n')}`
}

function readSettingFlags(program: Command): Record<string, string | undefined> {
  const given: Record<string, unknown> = program.opts()
  return Object.fromEntries(
    (SETTINGS as readonly Setting[]).map(({ flag }) => {
      const value = given[flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]
      return [flag, typeof value === 'string' ? value : undefined]
    }),
  )
}
