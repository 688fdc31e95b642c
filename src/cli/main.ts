import type { Command } from 'commander'
import type { CliWorld } from './cli.ts'
import { createProgram } from './create-program.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { reportError } from './report-error.ts'

/** Runs one command line and resolves to its exit code. Never rejects: errors are printed as their family asks for. */
export async function main(args: readonly string[], world?: CliWorld): Promise<ExitCode> {
  return runProgram(args, world ?? createProcessWorld(true))
}

async function runProgram(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
  try {
    const program = createProgram(world, ended => {
      code = ended
    })
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    return reportError(error, world)
  }
}

/** The command line as commander has it, for the manual. */
export function describeCommandLine(): Command {
  return createProgram(createProcessWorld(), () => undefined)
}

function createProcessWorld(isWatched = false): CliWorld {
  let endUnread = (): void => process.exit(EXIT.ok)
  // `| head` has read enough and is gone: that is no fault of anybody's. Whatever else is wrong with the streams is one.
  const judge = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error
    endUnread()
  }
  if (isWatched) for (const stream of [process.stdout, process.stderr]) stream.on('error', judge)
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    folder: process.cwd(),
    onStop(run) {
      process.once('SIGINT', run)
      process.once('SIGTERM', run)
      return () => {
        process.off('SIGINT', run)
        process.off('SIGTERM', run)
      }
    },
    onUnread(run) {
      endUnread = run
    },
  }
}
