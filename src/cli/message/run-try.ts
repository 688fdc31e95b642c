import { renderMessage } from '../../engine/campaigns/calling/index.ts'
import { type Campaigns, listMessages, loadCampaigns } from '../../engine/campaigns/index.ts'
import { countSegments } from '../../engine/messages/index.ts'
import { createSpeaking } from '../../engine/speaking/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { readContact } from '../../scenarios/contact/index.ts'
import { LANGUAGES } from '../../scenarios/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { openProvider } from '../../server/messages/open-providers.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { readCampaignFiles } from '../../server/workspace/read-campaign-files.ts'
import type { Cli } from '../cli.ts'
import type { TryCommandOptions } from '../commands/message.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { readContactFile } from '../talk/read-contact-file.ts'
import { UsageError } from '../usage-error.ts'

const NUMBER = /^\+[1-9]\d{7,14}$/
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** Prints a message in its languages, with its parts, and sends it where it is told to. */
export async function runTry(cli: Cli, name: string, options: TryCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const channel = readChannel(options)
  const loaded = loadCampaigns(await readCampaignFiles(settings.campaigns))
  const message = loaded.messages.get(name)
  if (message === undefined) throw refuse('message', name, [...loaded.messages.keys()])
  const scenario = await findScenario(cli, loaded, name, options.scenario)
  const raw = await readContactFile(cli, scenario, options.contact)
  const reading = readContact(scenario.gets, raw, scenario.clinic.zone)
  if (reading.kind !== 'contact') throw new UsageError('The contact does not fit the scenario.', 'Name another with --contact.')
  const languages = LANGUAGES.filter(one => message.text[one] !== undefined && (options.lang ?? one) === one)
  if (languages.length === 0) throw refuse('language of this message', options.lang ?? '', Object.keys(message.text))
  const clock = createRealClock()
  const around = { messages: loaded.messages, scenario, speaking: createSpeaking() }
  for (const language of languages) {
    const rendered = renderMessage(around, { language, data: reading.data }, name, clock.now())
    if (rendered === undefined) continue
    cli.print(`${language}  ${describeParts(rendered.text)}\n    ${rendered.text}`)
    if (options.to === undefined || channel === undefined) continue
    const provider = await openProvider(channel, settings, clock)
    const { subject, text } = rendered
    const key = `try ${name} ${clock.now()}`
    const { providerId, cost } = await provider.send({ to: options.to, text, key, ...(subject !== undefined && { subject }) })
    const known = [
      ...(providerId === undefined ? [] : [`its id there: ${providerId}`]),
      ...(cost === undefined ? [] : [`cost: ${cost}`]),
    ]
    cli.print(`Taken by ${provider.name}${known.length === 0 ? '' : ` (${known.join(', ')})`}.`)
  }
  return EXIT.ok
}

function readChannel({ to, lang }: TryCommandOptions): 'sms' | 'email' | undefined {
  if (to === undefined) return undefined
  if (lang === undefined) throw new UsageError('One message is sent, not one in each language.', 'Say which with --lang pl.')
  if (NUMBER.test(to)) return 'sms'
  if (EMAIL.test(to)) return 'email'
  throw new UsageError(`"${to}" is neither a number nor an e-mail address.`, 'Write the number with its country: +48…')
}

async function findScenario(
  cli: Cli,
  { campaigns }: Campaigns,
  message: string,
  wanted: string | undefined,
): Promise<CompiledScenario> {
  const sender = [...campaigns.values()].find(campaign => listMessages(campaign).some(({ text }) => text === message))
  const name = wanted ?? sender?.scenario
  if (name === undefined)
    throw new UsageError(
      `No campaign sends "${message}", so it is not known whose data it says.`,
      'Name a scenario with --scenario.',
    )
  const { scenarios } = await loadScenarios(cli.settings().settings)
  const scenario = scenarios.get(name)
  if (scenario === undefined) throw refuse('scenario', name, [...scenarios.keys()])
  return scenario
}

function describeParts(text: string): string {
  const { encoding, segments, units } = countSegments(text)
  const letters = encoding === 'gsm-7' ? 'alphabet of SMS' : 'other letters'
  return `${segments} ${segments === 1 ? 'part' : 'parts'}, ${units} signs, ${letters}`
}

function refuse(what: string, name: string, known: readonly string[]): UsageError {
  const near = suggest(name, known)
  return new UsageError(
    `There is no ${what} "${name}".`,
    near === undefined ? `There are: ${[...known].sort().join(', ') || 'none'}.` : `Did you mean "${near}"?`,
  )
}
