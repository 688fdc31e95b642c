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
  let isTold = false
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
      const stop = (): void => {
        isTold = true
        run()
      }
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      const orphaned = watchParent(() => {
        if (!isTold) stop()
      })
      return () => {
        process.off('SIGINT', stop)
        process.off('SIGTERM', stop)
        clearInterval(orphaned)
      }
    },
    onUnread(run) {
      endUnread = run
    },
  }
}

const LOOK_MS = 300

/**
 * npm (`npm start`, npx) runs a command in a shell, and a SIGTERM to npm ends that shell without reaching the command: the parent that is
 * gone is then the only sign. Elsewhere a command may outlive its parent, as under nohup.
 */
function watchParent(gone: () => void): NodeJS.Timeout | undefined {
  if (process.env['npm_execpath'] === undefined) return undefined
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    gone()
  }, LOOK_MS)
  return looking.unref()
}
