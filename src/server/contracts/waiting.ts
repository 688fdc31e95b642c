import { z } from 'zod'
import type { Contract } from './contract.ts'
import { id, instant } from './values.ts'

const PARTS = ['morning', 'midday', 'afternoon', 'evening'] as const

/** Who waits for a time, and times that have become free. */
export const WAITING_CONTRACTS = {
  listWaiting: {
    method: 'GET',
    path: '/api/waiting',
    tag: 'Waiting list',
    summary: 'Who waits, in the order in which they are asked, and freed times with who was asked',
    description: "Patients by the clinic's numbers.",
    role: 'operator',
    action: 'waiting.read',
    status: 200,
    answer: z.object({
      waiting: z.array(
        z
          .object({
            id,
            patient: z.string(),
            since: instant,
            urgency: z.int().meta({ description: 'Higher is asked first.' }),
            specialty: z.string().optional(),
            doctor: z.string().optional(),
            place: z.string().optional(),
            program: z.string().optional(),
            parts: z.array(z.string()).optional().meta({ description: 'Parts of the day at which they can come.' }),
            visit: z
              .object({ id, at: instant })
              .optional()
              .meta({ description: 'The visit that they have; an earlier one is wanted.' }),
          })
          .meta({ id: 'Waiting' }),
      ),
      freed: z.array(
        z
          .object({
            id,
            at: instant,
            freedAt: instant,
            about: z.record(z.string(), z.unknown()),
            offers: z.array(
              z.object({
                patient: z.string(),
                rank: z.int(),
                state: z.enum(['open', 'accepted', 'declined', 'lost']),
                madeAt: instant,
                until: instant,
              }),
            ),
          })
          .meta({ id: 'FreedTime' }),
      ),
    }),
  },
  addWaiting: {
    method: 'POST',
    path: '/api/waiting',
    tag: 'Waiting list',
    summary: 'Put a patient on the waiting list',
    description:
      'A patient of the embedded clinic, who waits for a specialty, a doctor or a programme. Give an `Idempotency-Key`: without one the same request puts them on the list twice. Long lists: `trucada waiting import`.',
    role: 'operator',
    action: 'waiting.add',
    body: z.strictObject({
      patient: z.string().min(1).max(200).meta({ description: "The clinic's number of the patient." }),
      specialty: z.string().min(1).max(200).optional(),
      doctor: z.string().min(1).max(200).optional(),
      place: z.string().min(1).max(200).optional(),
      program: z.string().min(1).max(200).optional(),
      parts: z
        .array(z.enum(PARTS))
        .min(1)
        .max(PARTS.length)
        .optional()
        .meta({ description: 'Parts of the day at which they can come.' }),
      urgency: z.int().min(0).max(1000).default(0).meta({ description: 'Higher is asked first.' }),
      visit: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: 'Id of the visit that they have; an earlier one is wanted.' }),
    }),
    status: 201,
    answer: z.object({ id }),
  },
} as const satisfies Readonly<Record<string, Contract>>
