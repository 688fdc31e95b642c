import { mkdir } from 'node:fs/promises'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import { createUnderstanding } from '../../engine/understanding/index.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import { createClassifierFiles } from '../../server/understanding/classifier-files.ts'
import { listSpokenLexicons } from '../../server/understanding/list-spoken-lexicons.ts'
import { createCheckedFiles } from '../../server/workspace/checked-files.ts'
import { compileFolder } from '../../server/workspace/compile-folder.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

/** Learns the lexicons that scenarios speak by, keeps what reading and checking the folder gave, and prints one line. Throws an `OperationalError` when the data folder cannot be written. */
export async function runLearn(cli: Cli): Promise<ExitCode> {
  const { settings } = cli.settings()
  const began = performance.now()
  try {
    await mkdir(settings.data, { recursive: true, mode: 0o700 })
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    throw new OperationalError('data/unusable', `The data folder "${settings.data}" cannot be made (${code}).`, {
      facts: { code },
      remedy: 'Choose another one by --data, or give the user that runs trucada the right to it.',
      cause: error,
    })
  }
  const understanding = createUnderstanding({ store: createClassifierFiles(settings.data) })
  const begin = (read: Workspace): void => void understanding.learn(listSpokenLexicons(read))
  const { workspace } = await compileFolder(settings.scenarios, createCheckedFiles(settings.data), begin)
  const lexicons = listSpokenLexicons(workspace)
  await understanding.learn(lexicons)
  // What serves is read once, too: Node keeps what it has compiled of it, and a first start finds that.
  await import('../serve/run-serve.ts')
  await import('../../server/api/build-app.ts')
  await import('../../server/observe/prometheus.ts')
  await import('../demonstration/show-demonstration.ts')
  const languages = lexicons.map(({ language }) => language).join(', ')
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  cli.print(lexicons.length === 0 ? 'There is no lexicon to learn.' : `Ready to understand ${languages} (${seconds} s).`)
  return EXIT.ok
}
