import { z } from 'zod'
import type { Contract } from './contract.ts'
import { instant } from './values.ts'

/** Kinds of live events; none holds personal data. */
const EVENT_KINDS = ['call.began', 'call.ended', 'campaign', 'contact', 'attempt', 'message', 'task', 'import', 'lead'] as const

/** What happened, as `/api/events` tells it: the `data` of an event is this as JSON. */
const liveEvent = z
  .object({
    kind: z.enum(EVENT_KINDS),
    at: instant,
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'LiveEvent' })

/** Live events. */
export const EVENT_CONTRACTS = {
  followEvents: {
    method: 'GET',
    path: '/api/events',
    tag: 'Events',
    summary: 'What happens, as it happens (server-sent events)',
    description:
      'One event a message: `id`, `event` (its kind) and `data` (a LiveEvent). A comment every 15 seconds shows that the line lives. Who comes again with `Last-Event-ID` gets what was missed, of the last thousand events; an event `reset` says that some are gone. Who reads too slowly gets an event `slow` as the last one, and comes again with `Last-Event-ID`.',
    role: 'viewer',
    headers: z.object({ 'last-event-id': z.string().max(60).optional() }),
    status: 200,
    answer: liveEvent,
    files: ['text/event-stream'],
  },
} as const satisfies Readonly<Record<string, Contract>>
