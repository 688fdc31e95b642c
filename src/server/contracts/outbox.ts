import { z } from 'zod'
import type { Contract } from './contract.ts'
import { id, instant, paging } from './values.ts'

const tag = 'Outbox'

/** What waits to be told to the world. */
export const OUTBOX_CONTRACTS = {
  listOutbox: {
    method: 'GET',
    path: '/api/outbox',
    tag,
    summary: 'What has not left yet, and what was given up, the oldest first',
    description: 'Messages, write-backs to the clinic, services that replies ask for; without what they say and of whom.',
    role: 'viewer',
    query: z.object({ limit: paging.limit }),
    status: 200,
    answer: z.object({
      waiting: z.int(),
      failed: z.int(),
      items: z.array(
        z
          .object({
            id,
            kind: z.string().meta({ examples: ['message', 'clinic', 'reply'] }),
            service: z.string().nullable().meta({ description: 'Of the clinic, that is called.' }),
            state: z.enum(['waiting', 'failed']),
            tries: z.int(),
            error: z.string().nullable().meta({ description: 'Code of the last failure.' }),
            createdAt: instant,
            dueAt: instant.nullable().meta({ description: 'Next try; null: it was given up.' }),
          })
          .meta({ id: 'Letter' }),
      ),
    }),
  },
  retryOutbox: {
    method: 'POST',
    path: '/api/outbox/retry',
    tag,
    summary: 'Let what was given up be tried again: one, or all',
    role: 'operator',
    action: 'outbox.retry',
    body: z.union([z.object({ id }), z.object({ all: z.literal(true) })]),
    status: 200,
    answer: z.object({ retried: z.int() }),
  },
} as const satisfies Readonly<Record<string, Contract>>
