import type { Command } from 'commander'
import { describeSettings } from '../../server/settings/index.ts'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'

/** `trucada config`: what is in force, and whence. */
export function defineConfig(program: Command, cli: Cli): void {
  program
    .command('config')
    .summary('show every setting with its value and where that came from')
    .description('Shows every setting with its value in force and where that came from; secrets are masked.')
    .option('--json', 'print JSON')
    .action(
      cli.run((options: { json?: boolean }) => {
        const described = describeSettings(cli.settings())
        if (options.json === true) {
          cli.print(JSON.stringify(described, undefined, 2))
          return EXIT.ok
        }
        const width = Math.max(...described.map(line => line.key.length))
        for (const { key, value, origin, env } of described) {
          const shown = value === null ? cli.paint('dim', '(none)') : String(value)
          const whence = origin === 'shipped' ? 'comes with trucada, none here' : origin
          const origins = `(${whence}; ${env})`
          const isTooLong =
            width + 2 + String(value ?? '(none)').length + 2 + origins.length > (cli.findingStyle.width ?? Infinity)
          const gap = isTooLong ? `\n${' '.repeat(width + 2)}` : '  '
          cli.print(`${cli.paint('bold', key.padEnd(width))}  ${shown}${gap}${cli.paint('dim', origins)}`)
        }
        return EXIT.ok
      }),
    )
}
