import * as z from 'zod'
import { STAYED } from '../../scenarios/contact/index.ts'
import { durationShape } from '../../scenarios/model/duration.ts'
import { LANGUAGES } from '../../scenarios/model/documents.ts'
import { documentNameShape, nameShape } from '../../scenarios/model/names.ts'
import { RECORDING_MODES, transferShape } from '../../engine/jambonz/index.ts'
import { strictShape } from '../../scenarios/model/strict.ts'
import { LINE_RESULTS, SWEEPS } from './simulation.ts'

const languageShape = z.enum(LANGUAGES)
const wordsShape = z.union([z.string().min(1), z.partialRecord(languageShape, z.string().min(1))], { error: '#words' })
const meaningShape = nameShape

/** Keys of `says:` that are no meanings. */
export const SAYING_OPTIONS = [
  'words',
  'meaning',
  'confidence',
  'language',
  'late',
  'final_twice',
  'partial_only',
  'partials',
  'after',
] as const

const sayingShape = z
  .object({
    words: wordsShape.optional(),
    meaning: meaningShape.optional(),
    confidence: z.number().min(0).max(1).optional(),
    language: languageShape.optional(),
    late: durationShape.optional(),
    final_twice: durationShape.optional(),
    partial_only: z.boolean().optional(),
    partials: z.boolean().optional(),
    after: durationShape.optional(),
  })
  .catchall(wordsShape)

const saysShape = z.union([z.string().min(1), sayingShape], { error: '#saying' })
const keysShape = z.string({ error: '#keys' }).regex(/^[0-9*#]+$/, { error: '#keys' })
const noiseShape = z.union([z.literal(true), z.string().min(1)], { error: '#noise' })
const after = { after: durationShape.optional() }

const interruptsShape = strictShape({
  says: saysShape.optional(),
  keys: keysShape.optional(),
  noise: noiseShape.optional(),
  mumbles: z.literal(true).optional(),
  hangs_up: z.literal(true).optional(),
  at: z.string({ error: '#at' }).regex(/^(\d{1,3}%|\d{1,6}(\.\d{1,3})? ?(ms|s))$/, { error: '#at' }),
})

/** One line of `call:`. Exactly one of its verbs is allowed, which is checked when it is read. */
export const stepShape = strictShape({
  bot: z
    .union([z.string().min(1), strictShape({ step: z.string().min(1), says: z.string().min(1) })], { error: '#bot' })
    .optional(),
  says: saysShape.optional(),
  keys: keysShape.optional(),
  silent: z.union([durationShape, z.literal('to the end')], { error: '#silent' }).optional(),
  interrupts: interruptsShape.optional(),
  hangs_up: z.literal(true).optional(),
  answered_by: nameShape.optional(),
  noise: noiseShape.optional(),
  mumbles: z.literal(true).optional(),
  drops_socket: z.literal(true).optional(),
  speech_fails: z.literal(true).optional(),
  voice_fails: z.union([z.literal(true), z.literal('for good')], { error: '#voice_fails' }).optional(),
  restarts: z.union([z.literal(true), strictShape({ deaf: durationShape })], { error: '#restarts' }).optional(),
  ...after,
})

const answerShape = strictShape({
  gives: z.unknown().optional(),
  result: nameShape.optional(),
  fails: z.literal(true).optional(),
  takes: durationShape.optional(),
})

const checkShape = strictShape({
  outcome: nameShape.optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  never: z.array(nameShape).optional(),
  services: z.array(nameShape).optional(),
  longest_silence: durationShape.optional(),
  sent: z.array(wordsShape).optional(),
  told: z.array(wordsShape).optional(),
  transfers: z.array(z.string().min(1)).optional(),
  recorded: z.array(z.string().min(1)).optional(),
  never_recorded: z.array(z.string().min(1)).optional(),
  heard_never: z.array(wordsShape).optional(),
})

const lineShape = z.union([
  z.enum(LINE_RESULTS),
  strictShape({
    does: z.enum(LINE_RESULTS),
    after: durationShape.optional(),
    talks: durationShape.optional(),
    ahead: z.int().min(0).max(1000).optional(),
  }),
])

/** A whole simulation file. */
export const simulationShape = strictShape({
  simulation: z.string().min(1),
  scenario: documentNameShape,
  languages: z.union([z.literal('all'), z.array(languageShape).min(1)], { error: '#languages' }).optional(),
  today: z
    .string({ error: '#today' })
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: '#today' })
    .optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  contact: z.record(z.string(), z.unknown()).optional(),
  caller: strictShape({
    phone: z
      .string({ error: '#phone' })
      .regex(/^\+\d{6,15}$/, { error: '#phone' })
      .optional(),
    stayed: z.enum(STAYED).optional(),
  }).optional(),
  services: z.record(nameShape, z.union([answerShape, z.array(answerShape).min(1)], { error: '#answers' })).optional(),
  lines: z.record(nameShape, z.union([lineShape, z.array(lineShape).min(1)], { error: '#lines' })).optional(),
  transfers: z.record(nameShape, transferShape).optional(),
  record: z.enum(RECORDING_MODES).optional(),
  call: z.array(z.record(z.string(), z.unknown())).min(1),
  check: checkShape.optional(),
  sweep: z.union([z.enum([...SWEEPS, 'all']), z.array(z.enum(SWEEPS)).min(1)], { error: '#sweep' }).optional(),
})

/** A simulation as its file has it, shape checked. */
export type SimulationInput = z.infer<typeof simulationShape>
export type StepInput = z.infer<typeof stepShape>
export type SaysInput = z.infer<typeof saysShape>
export type InterruptsInput = z.infer<typeof interruptsShape>
export type ServiceAnswerInput = z.infer<typeof answerShape>
export type LineInput = z.infer<typeof lineShape>
