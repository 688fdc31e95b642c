import { readFile } from 'node:fs/promises'
import type { AttemptRecord, CallRecord } from '../../../engine/store/index.ts'
import { readSystemCode } from '../../../engine/operational-error.ts'
import { findCallJournal } from '../../calls/call-journals.ts'
import type { CALL_CONTRACTS } from '../../contracts/calls.ts'
import { maskNumber } from '../../mask-number.ts'
import { CURSORS, makePage, readCursor } from '../cursors.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { notFound } from '../request-problem.ts'
import { writeInstant, writeInstantOrNull } from '../write-instant.ts'

/** A call that began longer ago is not held any more, whatever is known of it. */
const LONGEST_CALL_MS = 6 * 3_600_000

/** Attempts, calls, and what was said in them. */
export function createCallHandlers({ store, clock, settings }: HandlerContext): Handlers<typeof CALL_CONTRACTS> {
  return {
    async listAttempts({ query: { limit, cursor, campaign, contact, state, outcome } }) {
      const after = readCursor(CURSORS.newest, cursor)
      const rows = await store.attempts.list({
        ...(campaign !== undefined && { campaign }),
        ...(contact !== undefined && { contact }),
        ...(state !== undefined && { state }),
        ...(outcome !== undefined && { outcome }),
        ...(after !== undefined && { after }),
        limit: limit + 1,
      })
      return { body: makePage(rows, limit, writeAttempt, ({ claimedAt, id }) => [claimedAt, id]) }
    },
    async listCalls({ query: { limit, cursor, campaign, outcome, live } }) {
      const after = readCursor(CURSORS.newest, cursor)
      const rows = await store.calls.list({
        ...(campaign !== undefined && { campaign }),
        ...(outcome !== undefined && { outcome }),
        ...(live && { liveSince: clock.now() - LONGEST_CALL_MS }),
        ...(after !== undefined && { after }),
        limit: limit + 1,
      })
      return { body: makePage(rows, limit, writeCall, ({ beganAt, id }) => [beganAt, id]) }
    },
    async getCall({ params: { id } }) {
      const call = await store.calls.find(id)
      if (call === undefined) throw notFound('call')
      return { body: writeCall(call) }
    },
    async getJournal({ params: { id } }) {
      // Erased with its person, a call has no journal any more, whatever lies in the folder.
      const call = await store.calls.find(id)
      const isHeld = call === undefined && (await store.attempts.findByCallSid(id))?.state === 'answered'
      if (!isHeld && (call === undefined || call.journal === null)) throw notFound('journal')
      const text = await readJournal(findCallJournal(settings.data, id))
      if (text === undefined)
        throw notFound('journal', 'It was removed, see the setting keep_calls, or lies with another process.')
      // The last line may be on its way.
      const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
      const entries = lines.flatMap(line => (line === '' ? [] : [JSON.parse(line) as { at: number; kind: string }]))
      return { body: { entries }, subject: id }
    },
  }
}

function writeAttempt({ callSid, ...attempt }: AttemptRecord) {
  const { claimedAt, dialledAt, answeredAt, endedAt } = attempt
  return {
    ...attempt,
    number: maskNumber(attempt.number),
    call: callSid,
    claimedAt: writeInstant(claimedAt),
    dialledAt: writeInstantOrNull(dialledAt),
    answeredAt: writeInstantOrNull(answeredAt),
    endedAt: writeInstantOrNull(endedAt),
  }
}

function writeCall(call: CallRecord) {
  return {
    ...call,
    number: call.number === null ? null : maskNumber(call.number),
    beganAt: writeInstant(call.beganAt),
    endedAt: writeInstantOrNull(call.endedAt),
  }
}

async function readJournal(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return undefined
    throw error
  }
}
