import { CommanderError } from 'commander'
import { OperationalError } from '../engine/operational-error.ts'
import { SettingsError } from '../server/settings/index.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { createPaint } from './paint.ts'
import { UsageError } from './usage-error.ts'
import type { CliWorld } from './cli.ts'

/** Prints an error as its family asks for, and says how the command ends. */
export function reportError(error: unknown, world: CliWorld): ExitCode {
  const paint = createPaint(world.stderr, world.env)
  const write = (line: string): void => void world.stderr.write(`${line}\n`)
  // Commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (error instanceof SettingsError) {
    for (const problem of error.problems) {
      write(`${paint('bold', problem.place)}: ${paint('red', 'error')}: ${problem.message}`)
      write(`  ${paint('cyan', 'help')}: ${problem.remedy}`)
    }
    return EXIT.usage
  }
  if (error instanceof UsageError || error instanceof OperationalError) {
    write(`${paint('red', 'error')}: ${error.message}`)
    if (error.remedy !== undefined) write(`  ${paint('cyan', 'help')}: ${error.remedy}`)
    return error instanceof UsageError ? EXIT.usage : EXIT.world
  }
  write(`${paint('red', 'fault')}: trucada failed at something that it should handle. Please report these lines:`)
  write(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT.bug
}
