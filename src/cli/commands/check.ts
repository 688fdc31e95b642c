import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'

/** `trucada check`: what is wrong with the scenarios, and how to mend it. */
export function defineCheck(program: Command, cli: Cli): void {
  program
    .command('check')
    .summary('find what is wrong in scenarios before the first call')
    .description(
      'Checks scenarios, blocks, policies, lexicons, services, voices, lines and campaigns: every finding with its place, what is wrong and how to mend it.',
    )
    .argument('[paths...]', 'files or folders to report on; without them, the whole folder of scenarios')
    .option('--json', 'print JSON')
    .option('--sarif', 'print SARIF 2.1.0, for code hosts and editors')
    .action(
      cli.run(async (paths: string[], options: { json?: boolean; sarif?: boolean }) => {
        const { checkPaths } = await import('../check/check-folder.ts')
        const checked = await checkPaths(paths, cli.settings().settings, cli.world.folder)
        const hasErrors = checked.findings.some(finding => finding.severity === 'error')
        if (options.json === true) {
          const { formatFindingsAsJson } = await import('../../scenarios/source/format-json.ts')
          cli.print(formatFindingsAsJson(checked.findings).trimEnd())
        } else if (options.sarif === true) {
          const { formatFindingsAsSarif } = await import('../../scenarios/source/format-sarif.ts')
          const { readVersion } = await import('../../server/package-folder.ts')
          cli.print(formatFindingsAsSarif(checked.findings, { version: readVersion() }).trimEnd())
        } else {
          const { formatFindingsAsText } = await import('../../scenarios/source/format-text.ts')
          const text = formatFindingsAsText(checked.findings, checked.sources, cli.findingStyle)
          if (text !== '') cli.print(text.trimEnd())
          const summary = `${checked.good} of ${checked.scenarios} scenarios can be called`
          cli.print(hasErrors ? cli.paint('red', summary) : cli.paint('green', `✓ ${summary}`))
        }
        return hasErrors ? EXIT.found : EXIT.ok
      }),
    )
}
