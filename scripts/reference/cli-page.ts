import type { Command } from 'commander'
import { describeCommandLine } from '../../src/cli/main.ts'
import { EXIT, EXIT_MEANINGS } from '../../src/cli/exit-codes.ts'

/** The page docs/reference/cli.md, made of the commands themselves. */
export function writeCliPage(): string {
  const program = describeCommandLine()
  const codes = Object.entries(EXIT).map(([name, code]) => `| ${code} | ${EXIT_MEANINGS[name as keyof typeof EXIT]} |`)
  return `<!-- Made by scripts/write-reference.ts of src/cli/commands/; a test holds the two together. -->
# The command

${program.description()} In a checkout \`npx trucada\` or \`node bin/trucada.mjs\` runs it; \`npm start\` is \`trucada serve\`.

| command | what it does |
| --- | --- |
${program.commands.map(command => `| [\`trucada ${command.name()}\`](#trucada-${command.name()}) | ${command.summary()} |`).join('\n')}

Every command takes the [settings](settings.md) as options too, before or after its own. Results go to standard output, what is said
about them to standard error. Colours only on a terminal, and never with \`NO_COLOR\`.

## Exit codes

| code | meaning |
| --- | --- |
${codes.join('\n')}

${program.commands.map(writeCommand).join('\n\n')}
`
}

function writeCommand(command: Command): string {
  const args = command.registeredArguments.map(
    argument => `| \`${argument.required ? argument.name() : `[${argument.name()}]`}\` | ${argument.description} |`,
  )
  const options = command.options.map(option => `| \`${option.flags}\` | ${option.description} |`)
  const table = args.length + options.length === 0 ? '' : `\n\n| | |\n| --- | --- |\n${[...args, ...options].join('\n')}`
  const below = command.commands.map(child => `\n\n${writeCommand(child)}`).join('')
  return `## trucada ${command.parent?.parent ? `${command.parent.name()} ` : ''}${command.name()}\n\n    trucada ${command.parent?.parent ? `${command.parent.name()} ` : ''}${command.name()} ${command.usage()}\n\n${command.description()}${table}${below}`
}
