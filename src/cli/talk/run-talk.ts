import type { CallResult, JournalEntry } from '../../engine/call/index.ts'
import { createMemoryMessages } from '../../engine/messages/index.ts'
import type { InboundLine } from '../../engine/jambonz/lines.ts'
import { readVoiceChain } from '../../engine/speech/voice-chain.ts'
import { createUnderstanding, type LocalUnderstanding } from '../../engine/understanding/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import { createLog } from '../../server/log.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { openSpeech } from '../../server/speech/open-speech.ts'
import { readLogin, type Settings } from '../../server/settings/index.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { createClassifierFiles } from '../../server/understanding/classifier-files.ts'
import { readSurroundings, type Surroundings } from '../../server/workspace/read-surroundings.ts'
import { connectByWebSocket } from '../../simulation/index.ts'
import type { Cli } from '../cli.ts'
import type { TalkCommandOptions } from '../commands/talk.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { takeScenario } from '../suggest-scenario.ts'
import { takeLanguage } from '../take-language.ts'
import { UsageError } from '../usage-error.ts'
import { showValue } from './describe-entry.ts'
import { holdTalk, type Talk } from './hold-talk.ts'
import { createPacedClock } from './paced-clock.ts'
import { readContactFile } from './read-contact-file.ts'
import type { Voicing } from './play-speech.ts'
import { createLoudspeaker } from './speak-aloud.ts'

/** Number of the clinic in calls that it makes. */
const CLINIC_NUMBER = '+48600000100'

/** Holds one call in the terminal. */
export async function runTalk(cli: Cli, name: string, options: TalkCommandOptions): Promise<ExitCode> {
  const pace = readPace(options)
  const { settings } = cli.settings()
  const login = options.url === undefined ? undefined : readLogin(settings)
  const { scenarios, faulty } = await loadScenarios(settings)
  const scenario = takeScenario(scenarios, name, faulty)
  const language = takeLanguage(scenario, options.lang)
  const around = await readSurroundings(settings)
  const call = await chooseCall(cli, scenario, language, around, options)
  const loudspeaker =
    options.voice === true ? createLoudspeaker(cli.world.env, chooseVoicing(cli, scenario.name, around)) : undefined
  const clock = createPacedClock(pace)
  const listeners: ((entry: JournalEntry) => void)[] = []
  const own =
    options.url === undefined
      ? await startOwn(settings, clock, scenarios, call.surroundings, await learn(settings, scenario), entry => {
          for (const listen of listeners) listen(entry)
        })
      : undefined
  const { paint } = cli
  cli.print(
    paint(
      'dim',
      `${scenario.title} (${scenario.name}), ${language}, ${call.direction}${pace === 1 ? '' : `, ${pace} times as fast`}`,
    ),
  )
  cli.print(paint('dim', 'Type what you say; /1 presses a key, /hangup hangs up, /help shows the rest.'))
  cli.print('')
  try {
    const url = options.url ?? own?.url ?? ''
    const talk: Talk = {
      ...call,
      zone: scenario.clinic.zone,
      clock,
      pace,
      connect: failed =>
        connectByWebSocket({
          url,
          ...(login === undefined ? {} : { login }),
          onFailure: error => failed(describeFailure(url, error)),
        }),
      keysOnly: options.keys === true,
      loudspeaker,
      isQuestion: node => scenario.nodes[node]?.kind === 'ask',
      onEntry: own === undefined ? undefined : listen => listeners.push(listen),
    }
    const result = await holdTalk(talk, cli.world, paint)
    printResult(cli, result, scenario.clinic.zone)
    return EXIT.ok
  } finally {
    await own?.close()
  }
}

/** The voices of calls, as far as our own speech service has them. */
function chooseVoicing(cli: Cli, scenario: string, { voices }: Surroundings): Voicing {
  const { settings } = cli.settings()
  const silent = createLog('silent', { write: () => undefined }, false)
  const speech = openSpeech(settings, createRealClock(), silent, [], { ...cli.world.env })
  const own = voices.ofScenario(scenario)
  return {
    speech,
    voiceFor(tag) {
      const language = LANGUAGES.find(one => tag?.toLowerCase().startsWith(one))
      const { vendor, voice } = own.voiceOf(language ?? 'en').synthesizer
      const isOurs = vendor.startsWith('custom:') && typeof voice === 'string'
      const has = isOurs && readVoiceChain(voice)?.some(({ provider }) => speech.synthesisers.includes(provider)) === true
      return has ? voice : undefined
    },
  }
}

/** An understanding that knows the scenario's words: in a call nobody waits while it learns. */
async function learn(settings: Settings, scenario: CompiledScenario): Promise<LocalUnderstanding> {
  const understanding = createUnderstanding({ store: createClassifierFiles(settings.data) })
  await understanding.prepare(scenario)
  return understanding
}

/** The server of this one call: a free port of this machine, nothing kept. */
function startOwn(
  settings: Settings,
  clock: Talk['clock'],
  scenarios: ReadonlyMap<string, CompiledScenario>,
  around: Surroundings,
  understanding: LocalUnderstanding,
  onEntry: (entry: JournalEntry) => void,
): Promise<RunningServer> {
  return startServer({
    understanding,
    settings: {
      ...settings,
      host: '127.0.0.1',
      port: 0,
      keep_calls: 0,
      // The telephone of a talk shows words and plays no files.
      prompts: 'off',
      speech: 'off',
      jambonz_user: undefined,
      jambonz_password: undefined,
    },
    clock,
    log: createLog('silent', { write: () => undefined }, false),
    scenarios: () => scenarios,
    surroundings: () => around,
    // What a talk sends must reach nobody: the outbox is emptied by a real sender.
    messages: createMemoryMessages(),
    onEntry: (_, entry) => onEntry(entry),
  })
}

/** What a talk needs to know of its call, and the surroundings in which the server of this talk holds it. */
type ChosenCall = Pick<Talk, 'direction' | 'from' | 'to' | 'tag'> & { readonly surroundings: Surroundings }

/** A scenario that answers a line, or needs no contact, is called; any other calls the contact. */
async function chooseCall(
  cli: Cli,
  scenario: CompiledScenario,
  language: Language,
  around: Surroundings,
  options: TalkCommandOptions,
): Promise<ChosenCall> {
  const line = options.contact === undefined ? findLine(scenario, language, around, options) : undefined
  if (line !== undefined) {
    // Always open, and in the language asked for: a talk tries the scenario, at whatever hour.
    const lines = { ...around.lines, findLine: () => line }
    return {
      direction: 'inbound',
      from: options.from ?? '',
      to: line.number,
      tag: undefined,
      surroundings: { ...around, lines },
    }
  }
  const contact = await readContactFile(cli, scenario, options.contact)
  return {
    direction: 'outbound',
    from: CLINIC_NUMBER,
    to: findPhone(contact) ?? '+48600000299',
    tag: { scenario: scenario.name, language, contact },
    surroundings: around,
  }
}

/** The line that callers of the scenario dial. A server that runs elsewhere has its own, and answers by them. */
function findLine(
  scenario: CompiledScenario,
  language: Language,
  { lines }: Surroundings,
  { url }: TalkCommandOptions,
): InboundLine | undefined {
  const answering = lines.lines.filter(one => one.scenario === scenario.name)
  if (url !== undefined) return answering.find(one => (one.language ?? scenario.speaks) === language)
  const line = answering[0] ?? lines.lines.find(one => one.afterHours === scenario.name)
  if (line === undefined && Object.keys(scenario.gets).length > 0) return undefined
  const { hours: _hours, holidays: _holidays, afterHours: _afterHours, ...open } = line ?? { number: CLINIC_NUMBER }
  return { ...open, scenario: scenario.name, language }
}

/** The first telephone number of a contact, for the number called. */
function findPhone(contact: unknown): string | undefined {
  if (typeof contact === 'string') return /^\+\d{8,15}$/.test(contact) ? contact : undefined
  if (typeof contact !== 'object' || contact === null) return undefined
  for (const value of Object.values(contact)) {
    const found = findPhone(value)
    if (found !== undefined) return found
  }
  return undefined
}

function readPace({ fast, url, voice }: TalkCommandOptions): number {
  if (fast === undefined || fast === false) return 1
  if (voice === true) throw new UsageError('--fast is faster than --voice can speak.', 'Leave out --fast or --voice.')
  if (url !== undefined) throw new UsageError('--fast cannot hurry a server that runs elsewhere.', 'Leave out --fast or --url.')
  const pace = fast === true ? 10 : Number(fast)
  if (pace >= 1 && pace <= 50) return pace
  throw new UsageError(`--fast takes a number from 1 to 50, not "${String(fast)}".`, 'As in --fast 20.')
}

function describeFailure(url: string, error: Error): OperationalError {
  return new OperationalError('talk/no-server', `No server answers calls at ${url} (${error.message}).`, {
    retryable: true,
    remedy: 'Start one with "trucada serve", or leave out --url to talk without.',
    cause: error,
  })
}

function printResult(cli: Cli, result: CallResult | undefined, zone: string): void {
  if (result === undefined) return
  cli.print('')
  cli.print(`${cli.paint('bold', 'Outcome')} ${cli.paint(['bold', 'cyan'], result.outcome)}`)
  for (const [name, value] of Object.entries(result.values)) cli.print(`        ${name}: ${showValue(value, zone)}`)
}
