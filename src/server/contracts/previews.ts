import { z } from 'zod'
import { contact } from './contacts.ts'
import type { Contract } from './contract.ts'
import { task } from './tasks.ts'
import { campaignName, id, instant } from './values.ts'

const tag = 'Previews'
const agent = z.string().min(1).max(80).optional().meta({ description: 'Name of the agent; absent: of the key.' })
const params = z.object({ id })

/** Calls that an agent sees before they are made: campaigns with `mode: preview`. */
export const PREVIEW_CONTRACTS = {
  takePreview: {
    method: 'POST',
    path: '/api/campaigns/:name/previews',
    tag,
    summary: 'Give an agent the next contact to look at',
    description: 'No other agent gets it. Whoever has one gets that again, until it is called or skipped.',
    role: 'operator',
    action: 'preview.take',
    params: z.object({ name: campaignName }),
    body: z.object({ agent }),
    status: 200,
    answer: z.object({
      preview: z.object({ task, contact }).nullable().meta({ description: 'null: nobody waits for an agent.' }),
    }),
  },
  callPreview: {
    method: 'POST',
    path: '/api/previews/:id/call',
    tag,
    summary: 'Have the contact of a preview called',
    description:
      'By the id of its task. The call begins when a line is free, is made sure of the person by the robot, and handed over to the agents of the campaign.',
    role: 'operator',
    action: 'preview.call',
    params,
    body: z.object({ agent }),
    status: 200,
    answer: z.object({ id, state: z.literal('accepted') }),
  },
  skipPreview: {
    method: 'POST',
    path: '/api/previews/:id/skip',
    tag,
    summary: 'Do not call the contact of a preview now',
    description: 'With `until` an agent sees it again then; without, it goes to the worklist with the note.',
    role: 'operator',
    action: 'preview.skip',
    params,
    body: z.object({ agent, until: instant.optional(), note: z.string().max(500).optional().meta({ description: 'Why.' }) }),
    status: 200,
    answer: z.object({ id, state: z.literal('skipped') }),
  },
} as const satisfies Readonly<Record<string, Contract>>
