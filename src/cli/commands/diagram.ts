import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'

/** `trucada diagram`: the machine of a scenario as a picture or as data. */
export function defineDiagram(program: Command, cli: Cli): void {
  program
    .command('diagram')
    .summary('draw a scenario as Mermaid or SVG, or print its XState machine')
    .description(
      'Draws a scenario: Mermaid for documents, SVG for a picture, json for the XState machine that its calls run, as XState’s own tools open it.',
    )
    .argument('<scenario>', 'name of the scenario')
    .addOption(new Option('--format <format>', 'mermaid, json or svg').choices(['mermaid', 'json', 'svg']).default('mermaid'))
    .option('--out <file>', 'write it to a file rather than to standard output')
    .action(
      cli.run(async (name: string, options: { format: string; out?: string }) => {
        const { loadScenarios } = await import('../load-scenarios.ts')
        const { takeScenario } = await import('../suggest-scenario.ts')
        const { drawMermaid, drawSvg } = await import('../../scenarios/index.ts')
        const { scenarios, faulty } = await loadScenarios(cli.settings().settings)
        const compiled = takeScenario(scenarios, name, faulty)
        const drawing =
          options.format === 'json'
            ? JSON.stringify(compiled.machine, undefined, 2)
            : options.format === 'svg'
              ? drawSvg(compiled)
              : drawMermaid(compiled)
        if (options.out === undefined) cli.print(drawing.trimEnd())
        else await writeFile(resolve(cli.world.folder, options.out), `${drawing.trimEnd()}\n`)
        return EXIT.ok
      }),
    )
}
