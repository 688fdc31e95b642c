import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { OperationalError } from '../../engine/operational-error.ts'
import {
  createRestClient,
  FRESH_LEG,
  type JambonzRest,
  type Leg,
  moveLeg,
  nameLegOutcome,
} from '../../engine/jambonz/rest/index.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { readJambonzAccess, type Settings } from '../../server/settings/index.ts'
import type { Cli } from '../cli.ts'
import type { CallCommandOptions } from '../commands/call.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { takeScenario } from '../suggest-scenario.ts'
import { takeLanguage } from '../take-language.ts'
import { readContactFile } from '../talk/read-contact-file.ts'
import { UsageError } from '../usage-error.ts'
import { type CallScreen, createCallScreen } from './call-screen.ts'
import { createJournalTail } from './journal-tail.ts'

/** How often a call is looked up: often while it rings, then seldom, since jambonz allows 600 requests in five minutes. */
const LOOK_MS = 400
const SELDOM_MS = 2000
const OFTEN_UNTIL_MS = 30_000
/** The last lines of a journal are written a moment after the call. */
const LAST_LINES_MS = 4000
/** Longest call, below the hour after which jambonz forgets an answered one. */
const LONGEST_MS = 55 * 60_000
/** A record of jambonz is written as soon as the call is on its way. */
const FIND_TRIES = 10

/** Makes one call and follows it. */
export async function runCall(cli: Cli, name: string, options: CallCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const { rest, from } = openRest(settings)
  const to = readNumber('--to', options.to)
  const ringMs = readRing(options.ring)
  const { scenarios, faulty } = await loadScenarios(settings)
  const scenario = takeScenario(scenarios, name, faulty)
  const language = takeLanguage(scenario, options.lang)
  const contact = await readContactFile(cli, scenario, options.contact)
  const attempt = randomUUID()
  const screen = createCallScreen(cli, options.json === true, scenario.clinic.zone)
  const created = await rest.createCall({
    attempt,
    from,
    to,
    ...(options.trunk === undefined ? {} : { trunk: options.trunk }),
    scenario: scenario.name,
    language,
    contact,
    ringMs,
    longestMs: LONGEST_MS,
  })
  if (created.kind === 'refused') throw describeRefusal(created.because)
  const callId = created.kind === 'created' ? created.callId : await findLost(rest, to)
  screen.created(callId)
  return follow(cli, settings, rest, callId, screen)
}

async function follow(cli: Cli, settings: Settings, rest: JambonzRest, callId: string, screen: CallScreen): Promise<ExitCode> {
  const tail = createJournalTail(settings.data, callId)
  // Changed from two sides: by what is looked up, and by Ctrl-C.
  const state: { leg: Leg } = { leg: FRESH_LEG }
  const hangUp = (): void => {
    screen.note('hanging up')
    rest.hangUp(callId).then(
      result => {
        // Of a call that was cancelled no status tells the end.
        if (result === 'cancelled') state.leg = { ...state.leg, stage: 'over', end: { status: 'no-answer' } }
      },
      (error: unknown) => screen.note(error instanceof Error ? error.message : 'it could not be ended'),
    )
  }
  const began = Date.now()
  const unregister = cli.world.onStop(hangUp)
  try {
    while (isGoingOn(state.leg)) {
      const record = await rest.findCall(callId)
      const move = record === undefined ? undefined : moveLeg(state.leg, record)
      if (move?.kind === 'moved') {
        const isNew = move.leg.stage !== state.leg.stage
        state.leg = move.leg
        if (isNew) screen.status(move.leg)
      } else if (record === undefined && state.leg.stage !== 'wished') break
      for (const entry of await tail.read()) screen.entry(entry)
      const isYoung = Date.now() - began < OFTEN_UNTIL_MS
      if (isGoingOn(state.leg)) await wait(isYoung ? LOOK_MS : SELDOM_MS)
    }
    const { leg } = state
    for (let left = LAST_LINES_MS; leg.isAnswered && !tail.isEnded() && tail.isThere() && left > 0; left -= 500) {
      await wait(500)
      for (const entry of await tail.read()) screen.entry(entry)
    }
    screen.ended(nameLegOutcome(leg), leg, tail.result())
    return EXIT.ok
  } finally {
    unregister()
  }
}

const isGoingOn = (leg: Leg): boolean => leg.stage !== 'over'

function openRest(settings: Settings): { readonly rest: JambonzRest; readonly from: string } {
  const access = readJambonzAccess(settings)
  if (access === undefined)
    throw new UsageError(
      'Calls are made through jambonz, and nothing says where it is.',
      'Give JAMBONZ_API_URL, JAMBONZ_ACCOUNT_SID, JAMBONZ_API_KEY and JAMBONZ_APPLICATION_SID; docs/guides/deploy-jambonz.md says where they stand.',
    )
  if (settings.caller_number === undefined)
    throw new UsageError('Nobody knows which number to call from.', 'Give --caller-number +48…, or TRUCADA_CALLER_NUMBER.')
  const rate = { most: settings.jambonz_requests, windowMs: 300_000 }
  return {
    rest: createRestClient({ ...access, clock: createRealClock(), rate }),
    from: readNumber('--caller-number', settings.caller_number),
  }
}

/** Telephone numbers as people write them, with their country. */
function readNumber(flag: string, text: string): string {
  const number = text.replace(/[\s().-]/g, '').replace(/^00/, '+')
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number
  throw new UsageError(`${flag} wants a number with its country.`, `As in ${flag} "+48 600 000 299".`)
}

function readRing(text: string): number {
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 5 && seconds <= 120) return seconds * 1000
  throw new UsageError(`--ring takes seconds from 5 to 120, not "${text}".`, 'As in --ring 30.')
}

/** The answer was lost: the call may be on its way. Whoever dials again at once makes two telephones ring. */
async function findLost(rest: JambonzRest, to: string): Promise<string> {
  for (let left = FIND_TRIES; left > 0; left--) {
    await wait(LOOK_MS)
    const live = (await rest.findCallsTo(to)).filter(
      record => !['completed', 'failed', 'busy', 'no-answer'].includes(record.status),
    )
    const [only] = live
    if (live.length === 1 && only !== undefined) return only.callId
  }
  throw new OperationalError('call/unknown', 'jambonz gave no clear answer, and no call to this number can be found.', {
    remedy: 'Look at the telephone and at the recent calls in the portal before you call again.',
  })
}

function describeRefusal(because: string): OperationalError {
  const remedies: Readonly<Record<string, string>> = {
    'bad request': 'Look whether JAMBONZ_APPLICATION_SID is an application of this account.',
    'bad key': 'Give JAMBONZ_API_KEY a key of the account JAMBONZ_ACCOUNT_SID.',
    'not jambonz': "Give JAMBONZ_API_URL the address of the API, as the portal's settings show it.",
    'too many requests': 'Wait a few minutes.',
    'no feature server': 'Look whether the feature server of jambonz runs.',
    unreachable: 'Look whether JAMBONZ_API_URL can be reached from this machine.',
  }
  const remedy = remedies[because]
  return new OperationalError('call/refused', `jambonz made no call: ${because}.`, {
    facts: { because },
    ...(remedy === undefined ? {} : { remedy }),
  })
}
