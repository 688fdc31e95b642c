import type { z } from 'zod'
import type { Role } from './roles.ts'

/** One thing that the HTTP API does: what it is asked with, what it answers, who may. The server and its documentation are made of these. */
export interface Contract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/campaigns/:name`; parts after a colon are in `params`. */
  readonly path: string
  /** Chapter of the documentation. */
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly role: Role
  /** Its name in the audit log: whatever changes something or reads personal data has one. */
  readonly action?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly headers?: z.ZodObject
  /** JSON; with `media`, text or a file of these types. */
  readonly body?: z.ZodType
  readonly media?: readonly string[]
  /** Status and JSON of what went well; with `files`, other types that it may have instead. */
  readonly status: 200 | 201 | 202
  readonly answer: z.ZodType
  readonly files?: readonly string[]
}
