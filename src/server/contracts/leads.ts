import { z } from 'zod'
import type { Contract } from './contract.ts'
import { instant } from './values.ts'

/** Web forms. */
export const LEAD_CONTRACTS = {
  takeLead: {
    method: 'POST',
    path: '/api/leads',
    tag: 'Leads',
    summary: 'Somebody wants to be called, as a form of a web page says',
    description:
      'Becomes a call back within its hour, or a task for people; a second wish of the same number while one is open changes nothing but the hour. What the visitor agreed to goes into the ledger of consents, with the words of the form as its evidence. `website` is a field that people do not see: whoever fills it in is a program, and is answered like everybody else. Limits (429): ten at once from one address, then one a minute; thirty a minute for one key of the role `form`; three a day for one number. A key of the role `form` is refused to pages of other origins than those of the setting `api_origins`; a program of yours that passes wishes on takes a key of an operator, which has no limit by address.',
    role: 'form',
    action: 'lead.take',
    body: z.object({
      number: z
        .string()
        .min(5)
        .max(30)
        .meta({ description: 'As it was typed.', examples: ['600 000 123'] }),
      name: z.string().trim().min(1).max(120).optional(),
      language: z.enum(['pl', 'ru', 'uk', 'ca', 'en']).optional(),
      callAt: instant.optional().meta({ description: 'When they want to be called; absent: as soon as may be.' }),
      note: z.string().max(500).optional().meta({ description: 'What it is about, in their words.' }),
      consent: z
        .object({
          given: z.literal(true),
          text: z.string().min(10).max(2000).meta({ description: 'The words beside the box that the visitor ticked.' }),
        })
        .meta({ description: 'Without it nobody may be called.' }),
      website: z.string().max(200).optional(),
    }),
    status: 202,
    answer: z.object({ accepted: z.literal(true) }),
  },
} as const satisfies Readonly<Record<string, Contract>>
