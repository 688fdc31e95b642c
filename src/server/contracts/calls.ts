import { z } from 'zod'
import type { Contract } from './contract.ts'
import { campaignName, id, instant, maskedPhone, pageOf, paging } from './values.ts'

const tag = 'Calls'

const attempt = z
  .object({
    id,
    contact: id,
    campaign: campaignName,
    n: z.int().meta({ description: 'First, second … attempt of the contact.' }),
    version: z.string(),
    number: maskedPhone,
    state: z.enum(['fenced', 'dialling', 'ringing', 'answered', 'ended']),
    reason: z.string(),
    outcome: z.string().nullable(),
    counted: z.boolean(),
    call: z.string().nullable().meta({ description: 'Id of the call; null: none was made, or nobody knows.' }),
    claimedAt: instant,
    dialledAt: instant.nullable(),
    answeredAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Attempt' })

const call = z
  .object({
    id,
    direction: z.enum(['outbound', 'inbound']),
    campaign: campaignName.nullable(),
    attempt: z.string().nullable(),
    number: maskedPhone.nullable(),
    line: z.string().nullable().meta({ description: 'The number of the clinic that was called.' }),
    scenario: z.string(),
    language: z.string(),
    outcome: z.string().nullable(),
    beganAt: instant,
    endedAt: instant.nullable().meta({ description: 'null: it is held now.' }),
  })
  .meta({ id: 'Call' })

/** What the API tells of attempts and calls. */
export const CALL_CONTRACTS = {
  listAttempts: {
    method: 'GET',
    path: '/api/attempts',
    tag,
    summary: 'Attempts to reach somebody, the newest first',
    role: 'viewer',
    query: z.object({
      campaign: campaignName.optional(),
      contact: id.optional(),
      state: attempt.shape.state.optional(),
      outcome: z.string().max(80).optional(),
      ...paging,
    }),
    status: 200,
    answer: pageOf(attempt),
  },
  listCalls: {
    method: 'GET',
    path: '/api/calls',
    tag,
    summary: 'Calls, the newest first',
    role: 'viewer',
    query: z.object({
      campaign: campaignName.optional(),
      outcome: z.string().max(80).optional(),
      live: z.stringbool().default(false).meta({ description: 'Only those that are held now.' }),
      ...paging,
    }),
    status: 200,
    answer: pageOf(call),
  },
  getCall: {
    method: 'GET',
    path: '/api/calls/:id',
    tag,
    summary: 'A call',
    role: 'viewer',
    params: z.object({ id }),
    status: 200,
    answer: call,
  },
  getJournal: {
    method: 'GET',
    path: '/api/calls/:id/journal',
    tag,
    summary: 'What was said and done in a call',
    description:
      'Entries in order, each with `at` (epoch ms) and `kind`; of a call that is held, those until a few seconds ago. The oldest journals are removed, see the setting `keep_calls`.',
    role: 'operator',
    action: 'call.journal',
    params: z.object({ id }),
    status: 200,
    answer: z.object({ entries: z.array(z.looseObject({ at: z.number(), kind: z.string() })) }).meta({ id: 'Journal' }),
  },
} as const satisfies Readonly<Record<string, Contract>>
