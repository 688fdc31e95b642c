import * as z from 'zod'
import { nameShape } from '../../../scenarios/model/names.ts'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'

const answer = nameShape.optional().describe('Name of the text that is sent back, once.')
const deedShape = strictShape({
  do: nameShape.optional().describe('Service of the scenario that is called; without it, staff get a task.'),
  with: z
    .record(nameShape, z.string().min(1))
    .optional()
    .describe('What the service takes, from the data of the contact: { id: appointment.id }.'),
  end: nameShape.optional().describe('What has become of the contact once that is done: an ending of the scenario.'),
  answer,
})
const wordShape = strictShape({ answer })

/** `replies`. */
export const repliesShape = strictShape({
  agree: deedShape.optional().describe('TAK, ТАК, ДА, SÍ, YES, and other words for it.'),
  cancel: deedShape.optional().describe('ANULUJ, СКАСУВАТИ, ОТМЕНА, CANCEL: the visit is called off.'),
  move: deedShape.optional().describe('Another day or hour.'),
  decline: deedShape.optional().describe('NIE, НІ, НЕТ, NO.'),
  call: wordShape.optional().describe('A call is asked for: it comes at the hour that is named, else as soon as it may.'),
  stop: wordShape.optional().describe('STOP: no more messages.'),
  start: wordShape.optional().describe('START: messages again, after STOP.'),
  stop_calling: wordShape.optional().describe('"Do not call me": an opt-out from everything. Without it, what stop answers.'),
  emergency: wordShape
    .optional()
    .describe(
      'Signs of danger to life: staff get an urgent task. The answer says whom to call; without it, what unclear answers.',
    ),
  unclear: wordShape.optional().describe('Anything else: staff get a task.'),
})

/** What is done at the clinic when a reply asks for it. */
export interface ReplyDeed {
  readonly service: string
  /** Input of the service → path of a datum. */
  readonly input: Readonly<Record<string, string>>
  readonly outcome: string
}

/** What follows a reply of one meaning. */
export interface ReplyRule {
  readonly deed?: ReplyDeed
  /** Name of the text that is sent back. */
  readonly answer?: string
}

/** Meanings of replies that a campaign can say something about. */
export type RepliedMeaning = keyof z.infer<typeof repliesShape>
/** What follows replies. */
export type CampaignReplies = Readonly<Partial<Record<RepliedMeaning, ReplyRule>>>

/** Reads `replies`; a deed that is not whole is left out. */
export function readReplies(reading: Reading, written: z.infer<typeof repliesShape> = {}): CampaignReplies {
  return Object.fromEntries(
    Object.entries(written).map(([meaning, rule]): [string, ReplyRule] => {
      const { do: service, with: input = {}, end: outcome, answer }: z.infer<typeof deedShape> = rule ?? {}
      if (service !== undefined && outcome === undefined)
        reading.report('shape/missing-key', ['replies', meaning], 'key', {
          key: 'end',
          where: `"${meaning}"`,
          example: 'end: confirmed',
        })
      return [
        meaning,
        {
          ...(service !== undefined && outcome !== undefined && { deed: { service, input, outcome } }),
          ...(answer !== undefined && { answer }),
        },
      ]
    }),
  )
}

/** How replies are written, for the manual. */
export const repliesManual = `
What people write back is understood by the same lexicons as calls, in the language of the contact first. \`do\` calls a service at the
clinic, as a call would; the contact is then done, and a call that was due is not made. Without \`do\`, and whenever it fails, staff get a
task of kind \`reply\`. \`answer\` is sent once, after the service is done. STOP ends messages and leaves the visit and the call as they are; START takes
it back.

\`\`\`yaml
replies:
  agree: { do: confirm_visit, with: { id: appointment.id }, end: confirmed, answer: reply_confirmed }
  cancel: { do: cancel_visit, with: { id: appointment.id }, end: cancelled, answer: reply_cancelled }
  move: { answer: reply_passed_on }
  call: { answer: reply_will_call }
  stop: { answer: reply_stopped }
  start: { answer: reply_started }
  stop_calling: { answer: reply_stopped_calling }
  emergency: { answer: reply_emergency }
\`\`\`
`
