import type { Clock, JournalEntry } from '../../engine/call/ports.ts'
import type { CalledSide, CreatedCall, StandInCall } from '../jambonz-server/index.ts'
import { createExchange, type Exchange, type ExchangeOptions } from '../jambonz-server/index.ts'
import { createRandom } from '../random.ts'
import type { Called, DialScript } from '../telephone/exchange.ts'
import { createVirtualTelephone } from '../telephone/virtual-telephone.ts'
import type { Connect } from '../telephone/wire.ts'
import { actAsPatient } from './act-as-patient.ts'
import type { Character, Habits } from './habits.ts'
import type { InventedPatient } from './invent-patients.ts'

/** What a town is made of. */
export interface TownOptions {
  readonly access: Pick<ExchangeOptions, 'accountSid' | 'apiKey' | 'applicationSid'>
  readonly clock: Clock
  readonly patients: readonly InventedPatient[]
  readonly habits: Habits
  readonly seed: number
  /** Opens the line of an answered call to whoever holds it. */
  readonly connect: Connect
  /** A status of a call, as jambonz reports it. */
  tell(info: Readonly<Record<string, unknown>>): void
  isQuestion(node: string): boolean
  /** What happens when a call is handed over to people. */
  readonly dialled?: (called: Called) => DialScript
}

/** The telephones of all patients, behind a jambonz that is played. */
export interface Town {
  readonly exchange: Exchange
  /** What the robot does in a call, by its journal: the person at the other end reacts to it. */
  hear(callId: string, entry: JournalEntry): void
  /** Calls that ring or are held. */
  countLive(): number
}

const VOICEMAIL_AFTER_MS = 22_000
const PICKED_UP_AFTER_MS = 4000
const PICKED_UP_WITHIN_MS = 11_000
const BUSY_AFTER_MS = 2500
/** These get over it: at the next call the patient is there and has time. */
const PASSING: ReadonlySet<Character> = new Set(['relative', 'busy_now', 'hangs_up', 'is_silent', 'is_unsure'])

/**
 * Creates the town. Each call rings at the patient whose visit its tag names, else at who has the number; what happens then follows from the habits, by chance that
 * repeats itself: the same seed, the same answers for the n-th call to a patient, in whatever order the calls are made.
 */
export function createTown(options: TownOptions): Town {
  const { clock, habits, seed, access } = options
  const people = options.patients.map((patient, index) => ({ patient, index }))
  const byVisit = new Map(people.map(known => [known.patient.visit.id, known]))
  const byPhone = new Map(people.map(known => [known.patient.phone, known]))
  const tries = new Map<string, number>()
  const talks = new Map<string, number>()
  const plans = new Map<
    CreatedCall,
    { readonly as: Character | 'voicemail'; readonly seed: number; readonly patient: InventedPatient }
  >()
  const live = new Set<string>()
  const actors = new Map<string, (entry: JournalEntry) => void>()

  const answer = (created: CreatedCall): CalledSide => {
    const known = byVisit.get(readVisit(created)) ?? byPhone.get(created.to)
    if (known === undefined) return { kind: 'refuses', sipStatus: 404, afterMs: BUSY_AFTER_MS }
    const { patient, index } = known
    const n = (tries.get(patient.id) ?? 0) + 1
    tries.set(patient.id, n)
    const own = seed + index * 7919 + n * 104_729
    const random = createRandom(own)
    const shares = n === 1 ? habits.first : habits.later
    const dice = random.next()
    if (dice < shares.busy) return { kind: 'refuses', sipStatus: 486, afterMs: BUSY_AFTER_MS }
    if (dice < shares.busy + shares.noAnswer) return { kind: 'rings' }
    const isVoicemail = dice < shares.busy + shares.noAnswer + shares.voicemail
    const talk = talks.get(patient.id) ?? 0
    if (!isVoicemail) talks.set(patient.id, talk + 1)
    const mood = talk > 0 && PASSING.has(patient.character) ? 'confirms' : patient.character
    plans.set(created, { as: isVoicemail ? 'voicemail' : mood, seed: own, patient })
    return {
      kind: 'answers',
      afterMs: isVoicemail ? VOICEMAIL_AFTER_MS : PICKED_UP_AFTER_MS + random.below(PICKED_UP_WITHIN_MS),
    }
  }
  const take = (call: StandInCall): void => {
    const plan = plans.get(call.created)
    if (plan === undefined) return
    const telephone = createVirtualTelephone({
      clock,
      callSid: call.callSid,
      direction: 'outbound',
      from: call.created.from,
      to: call.created.to,
      customerData: call.created.tag,
      connect: options.connect,
      ...(options.dialled === undefined ? {} : { dialled: options.dialled }),
      onEnd(by) {
        actors.delete(call.callSid)
        if (by === 'caller') call.leave()
        else call.hangUp()
      },
    })
    const isQuestion = (node: string): boolean => options.isQuestion(node)
    actors.set(
      call.callSid,
      actAsPatient({ ...plan, caller: telephone.caller, clock, random: createRandom(plan.seed + 1), isQuestion }),
    )
    telephone.ring()
  }
  const exchange = createExchange({
    ...access,
    clock,
    answer,
    rate: { most: Number.MAX_SAFE_INTEGER, windowMs: 1 },
    tell(info, call) {
      if (call.endedAt === undefined) live.add(call.callSid)
      else live.delete(call.callSid)
      options.tell(info)
      if (call.last.status === 'in-progress') take(call)
    },
  })
  return { exchange, hear: (callId, entry) => actors.get(callId)?.(entry), countLive: () => live.size }
}

/** The visit that a call is about, by its tag. */
function readVisit({ tag }: CreatedCall): string {
  const { contact } = (tag ?? {}) as { readonly contact?: { readonly appointment?: { readonly id?: unknown } } }
  return String(contact?.appointment?.id)
}
