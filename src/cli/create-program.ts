import { Command } from 'commander'
import { readVersion } from '../server/package-folder.ts'
import { defineKey } from './commands/key.ts'
import { defineLearn } from './commands/learn.ts'
import { defineLexicon } from './commands/lexicon.ts'
import { defineMessage } from './commands/message.ts'
import { defineNew } from './commands/new.ts'
import { defineOutbox } from './commands/outbox.ts'
import { definePrompts } from './commands/prompts.ts'
import { definePerson } from './commands/person.ts'
import { defineRetention } from './commands/retention.ts'
import { defineSchema } from './commands/schema.ts'
import { defineServe } from './commands/serve.ts'
import { defineSimulate } from './commands/simulate.ts'
import { defineSpeak } from './commands/speak.ts'
import { defineSpeech } from './commands/speech.ts'
import { defineTalk } from './commands/talk.ts'
import { defineTexts } from './commands/texts.ts'
import { addSettingFlags, type CliWorld, createCli } from './cli.ts'
import { defineAudit } from './commands/audit.ts'
import { defineCall } from './commands/call.ts'
import { defineCampaign } from './commands/campaign.ts'
import { defineClinic } from './commands/clinic.ts'
import { defineWaiting } from './commands/waiting.ts'
import { defineCheck } from './commands/check.ts'
import { defineConfig } from './commands/config.ts'
import { defineContacts } from './commands/contacts.ts'
import { defineDemonstration } from './commands/demonstration.ts'
import { defineDiagram } from './commands/diagram.ts'
import { defineFormat } from './commands/format.ts'
import { defineHear } from './commands/hear.ts'
import type { ExitCode } from './exit-codes.ts'

/** The whole command line over a world. `end` takes the exit code of the command that ran; parsing errors are thrown. */
export function createProgram(world: CliWorld, end: (code: ExitCode) => void): Command {
  // Terminals that do not know their width say 0.
  const width = world.stdout.columns || 80
  const program = new Command('trucada')
    .description('Telephone calls of a clinic, held by a robot and written as YAML scripts.')
    .version(readVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(run "trucada help" to see the commands and their options)')
    .exitOverride()
    .configureOutput({
      writeOut: text => void world.stdout.write(text),
      writeErr: text => void world.stderr.write(text),
      getOutHelpWidth: () => width,
    })
  const settings = addSettingFlags(program, width)
  const cli = createCli(world, program, end)
  for (const [heading, commands] of COMMANDS) {
    program.commandsGroup(heading)
    for (const define of commands) define(program, cli)
  }
  // At the end, since commands inherit it, and theirs are not grouped.
  program.addHelpCommand(new Command('help').argument('[command]').summary('show help for a command').helpGroup('Begin here:'))
  for (const command of [program, ...program.commands])
    command.addHelpText(
      'after',
      command.name() === 'config' ? settings : '\nThe settings work here too; "trucada config --help" lists them.',
    )
  return program
}

/** By what somebody wants to do, in the order of the help. */
const COMMANDS = [
  ['Begin here:', [defineDemonstration, defineTalk]],
  [
    'Write scenarios:',
    [
      defineNew,
      defineCheck,
      defineSimulate,
      defineTexts,
      defineHear,
      defineLexicon,
      defineSpeak,
      defineDiagram,
      defineFormat,
      defineSchema,
    ],
  ],
  ['Hold calls:', [defineServe, defineLearn, defineCall, defineSpeech, definePrompts, defineConfig]],
  ['Call people from lists:', [defineCampaign, defineContacts, defineWaiting, defineMessage, defineOutbox]],
  ['Look after records and access:', [defineClinic, definePerson, defineRetention, defineKey, defineAudit]],
] as const
