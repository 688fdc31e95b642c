import { z } from 'zod'
import type { Contract } from './contract.ts'

/** The numbers that answer. */
export const LINE_CONTRACTS = {
  listLines: {
    method: 'GET',
    path: '/api/lines',
    tag: 'Lines',
    summary: 'The numbers that answer, with which scenario, and whether they are open now',
    role: 'viewer',
    status: 200,
    answer: z.object({
      items: z.array(
        z
          .object({ number: z.string(), scenario: z.string(), language: z.string().nullable(), isOpen: z.boolean() })
          .meta({ id: 'Line' }),
      ),
    }),
  },
} as const satisfies Readonly<Record<string, Contract>>
