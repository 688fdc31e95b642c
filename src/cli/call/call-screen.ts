import type { CallResult, JournalEntry } from '../../engine/call/index.ts'
import type { Leg, LegOutcome } from '../../engine/jambonz/rest/index.ts'
import type { Cli } from '../cli.ts'
import { describeEntry, showValue } from '../talk/describe-entry.ts'
import { createTalkScreen } from '../talk/talk-screen.ts'

/** What `trucada call` shows of its call. */
export interface CallScreen {
  created(callId: string): void
  status(leg: Leg): void
  entry(entry: JournalEntry): void
  note(text: string): void
  /** `outcome` of the network; `result` of the conversation, where its journal is on this machine. */
  ended(outcome: LegOutcome | undefined, leg: Leg, result: CallResult | undefined): void
}

/** The screen: lines for people, or JSON lines. */
export function createCallScreen(cli: Cli, isJson: boolean, zone: string): CallScreen {
  return isJson ? createJsonScreen(cli) : createPeopleScreen(cli, zone)
}

function createJsonScreen(cli: Cli): CallScreen {
  const print = (line: object): void => cli.print(JSON.stringify(line))
  return {
    created: callId => print({ kind: 'created', call: callId }),
    status: ({ stage }) => print({ kind: 'status', stage }),
    entry: entry => print({ kind: 'journal', entry }),
    note: text => cli.warn(text),
    ended: (outcome, leg, result) =>
      print({ kind: 'ended', network: outcome ?? 'unknown', ...leg.end, ...(result === undefined ? {} : { result }) }),
  }
}

const STAGES: Readonly<Record<Leg['stage'], string>> = {
  wished: 'on its way',
  trying: 'dialling',
  ringing: 'it rings',
  answered: 'taken up',
  over: 'over',
}
const OUTCOMES: Readonly<Record<LegOutcome, string>> = {
  answered: 'answered',
  busy: 'busy',
  no_answer: 'nobody answered',
  rejected: 'refused by the person called',
  unreachable: 'the telephone cannot be reached',
  invalid_number: 'the number does not exist',
  congestion: 'the network was full',
  trunk_fault: 'the line failed',
}

function createPeopleScreen(cli: Cli, zone: string): CallScreen {
  const { paint } = cli
  const screen = createTalkScreen(cli.world, paint, undefined, 'Person')
  return {
    created: callId => cli.print(paint('dim', `call ${callId}`)),
    status: ({ stage }) => cli.print(paint('dim', STAGES[stage])),
    entry(entry) {
      if (entry.kind === 'prompt') screen.robot(entry.text)
      else if (entry.kind === 'utterance') screen.caller(entry.text)
      else if (entry.kind === 'keys') screen.caller(`(keys ${entry.digits})`)
      else {
        const note = describeEntry(entry, zone)
        if (note !== undefined) screen.note(note)
      }
    },
    note: text => cli.warn(text),
    ended(outcome, leg, result) {
      const shown = outcome === undefined ? 'unknown: jambonz has no record of it any more' : OUTCOMES[outcome]
      const seconds = leg.end?.durationS
      cli.print('')
      cli.print(`${paint('bold', 'Call   ')} ${shown}${seconds === undefined ? '' : `, ${seconds} s`}`)
      if (result === undefined) return
      cli.print(`${paint('bold', 'Outcome')} ${paint(['bold', 'cyan'], result.outcome)}`)
      for (const [name, value] of Object.entries(result.values)) cli.print(`        ${name}: ${showValue(value, zone)}`)
    },
  }
}
