import * as z from 'zod'
import { LANGUAGES } from '../../scenarios/model/documents.ts'
import { durationShape } from '../../scenarios/model/duration.ts'
import { nameShape } from '../../scenarios/model/names.ts'
import { strictShape } from '../../scenarios/model/strict.ts'
import { RECORDING_MODES } from './lines.ts'

const textsOrText = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

/** Opening hours: days, and their spans. */
const hoursShape = z.record(z.string(), textsOrText)

/** A number that callers, or with `queue` the clinic's own people, dial. */
export const lineShape = strictShape({
  scenario: z.string().min(1).optional(),
  language: z.enum(LANGUAGES).optional(),
  hours: hoursShape.optional(),
  holidays: textsOrText.optional(),
  after_hours: z.string().min(1).optional(),
  announcement: z.partialRecord(z.enum(LANGUAGES), z.string().min(1)).optional(),
  country: z.string().optional(),
  record: z.enum(RECORDING_MODES).optional(),
  queue: nameShape.optional(),
  agents: z.array(z.string()).min(1).optional(),
})

/** Somebody to whom a call can be handed over. */
export const transferShape = strictShape({
  to: textsOrText.optional(),
  rota: z
    .array(strictShape({ to: textsOrText, days: textsOrText.optional(), hours: textsOrText.optional() }))
    .min(1)
    .optional(),
  queue: z
    .union([
      nameShape,
      strictShape({
        name: nameShape,
        at_most: durationShape.optional(),
        music: z.string().optional(),
        callback: strictShape({ key: z.string().optional(), after: durationShape.optional() }).optional(),
      }),
    ])
    .optional(),
  refer: z.string().min(1).optional(),
  ring: z.enum(['one by one', 'all']).optional(),
  take: z.enum(['by key', 'by answering']).optional(),
  hours: hoursShape.optional(),
  timeout: durationShape.optional(),
  caller_id: z.string().optional(),
})

const countryShape = strictShape({
  record: z.enum(RECORDING_MODES),
  consent: z.boolean().optional(),
  notice: z.partialRecord(z.enum(LANGUAGES), z.string().min(1)).optional(),
})

/** The whole of `lines.yaml`. */
export const linesShape = strictShape({
  zone: z.string().optional(),
  lines: z.record(z.string(), lineShape).optional(),
  transfers: z.record(z.string(), transferShape).optional(),
  country: z.string().optional(),
  countries: z.record(z.string(), countryShape).optional(),
  recorder: z
    .union([z.literal('cloud'), strictShape({ siprec: z.string().min(1).optional(), listen: z.string().min(1).optional() })])
    .optional(),
  trunk: strictShape({
    channels: z.int().min(1).max(10_000).optional(),
    per_second: z.number().gt(0).max(1000).optional(),
    registered: z.array(z.string()).min(1).optional(),
  }).optional(),
  summaries: strictShape({ url: z.string().min(1) }).optional(),
})

/** As written. */
export type LinesInput = z.infer<typeof linesShape>
export type LineInput = z.infer<typeof lineShape>
export type TransferInput = z.infer<typeof transferShape>
