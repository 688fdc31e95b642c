import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { readSystemCode } from '../../engine/operational-error.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { readContact } from '../../scenarios/contact/index.ts'
import { formatFindingsAsText } from '../../scenarios/source/format-text.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { Cli } from '../cli.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Reads the contact that a scenario is to be called with, as it will be sent: `file`, or the scenario's example.
 * Throws a `UsageError` that names every datum which does not fit.
 */
export async function readContactFile(
  cli: Cli,
  scenario: Pick<CompiledScenario, 'name' | 'gets' | 'clinic'>,
  file: string | undefined,
): Promise<unknown> {
  const path =
    file === undefined ? join(cli.settings().settings.scenarios, scenario.name, 'example.yaml') : resolve(cli.world.folder, file)
  const shown = relative(cli.world.folder, path)
  const raw = await readYaml(cli, path, shown, file === undefined)
  const reading = readContact(scenario.gets, raw ?? {}, scenario.clinic.zone)
  if (reading.kind === 'contact') return raw ?? {}
  const problems = reading.problems.map(
    ({ path: datum, message, hint }) => `  ${datum === '' ? '(whole)' : datum}: ${message} ${hint}`,
  )
  throw new UsageError(
    `${raw === undefined ? 'The scenario needs a contact' : `The contact in ${shown} does not fit the scenario "${scenario.name}"`}:\n${problems.join('\n')}`,
    raw === undefined
      ? `Write one as ${shown}, or name a file with --contact.`
      : `Mend ${shown}, or name another file with --contact.`,
  )
}

async function readYaml(cli: Cli, path: string, shown: string, isOptional: boolean): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown reason'
    if (isOptional && code === 'ENOENT') return undefined
    throw new UsageError(`The contact ${shown} cannot be read (${code}).`, 'Name a YAML file with --contact.')
  }
  const { source, data, findings } = parseSource(shown, text)
  const errors = findings.filter(finding => finding.severity === 'error')
  if (errors.length === 0) return data
  throw new UsageError(
    `The contact cannot be used.\n${formatFindingsAsText(errors, new Map([[shown, source]]), cli.findingStyle).trimEnd()}`,
  )
}
