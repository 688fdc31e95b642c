import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import type { ProblemCode } from './problem-codes.ts'
import { type ProblemBody, RequestProblem } from './request-problem.ts'

/** Where the codes of problems are explained. */
const TYPES = '/api/docs#'

/** A problem for what was thrown; `isBug`: nobody has foreseen it, and it belongs in the log. */
export function describeProblem(error: unknown): { readonly body: ProblemBody; readonly isBug: boolean } {
  if (error instanceof RequestProblem) {
    const { status, code, message, remedy, more } = error
    return { body: make(status, code, message, remedy, more), isBug: false }
  }
  if (error instanceof OperationalError) {
    const isTheirs = error.code.startsWith('list/')
    const body = make(isTheirs ? 422 : 503, error.code.replace('/', '-'), error.message, error.remedy)
    return { body, isBug: false }
  }
  const code = readSystemCode(error)
  const about = error as {
    readonly statusCode?: number
    readonly validation?: readonly { instancePath: string; message?: string }[]
  }
  if (about.validation !== undefined) {
    const errors = about.validation.map(({ instancePath, message = 'is wrong' }) => ({ at: instancePath || '/', message }))
    return {
      body: make(400, 'invalid-request', 'The request is not as the documentation says.', 'See "errors" and /api/docs.', {
        errors,
      }),
      isBug: false,
    }
  }
  const known = code === undefined ? undefined : FROM_FASTIFY[code]
  if (known !== undefined) return { body: make(...known), isBug: false }
  if (about.statusCode !== undefined && about.statusCode >= 400 && about.statusCode < 500)
    return { body: make(about.statusCode, 'bad-request', 'The request cannot be read.', 'See /api/docs.'), isBug: false }
  // SQLSTATE of connections and shutdowns, or the system's own words: the database is away.
  if (code !== undefined && /^(08|57P|E[A-Z]+$|SQLITE_BUSY)/.test(code))
    return { body: make(503, 'store-away', 'The database cannot be reached.', 'Try again.'), isBug: false }
  return { body: make(500, 'bug', 'A fault of Trucada; it is in the log of the server.', 'Please report it.'), isBug: true }
}

function make(
  status: number,
  code: string,
  title: string,
  remedy?: string,
  more: Pick<ProblemBody, 'errors' | 'findings'> = {},
): ProblemBody {
  return { type: `${TYPES}${code}`, title, status, ...(remedy !== undefined && { remedy }), ...more }
}

/** Errors of fastify by their codes (fastify.dev, Reference/Errors). */
const FROM_FASTIFY: Readonly<Record<string, readonly [number, ProblemCode, string, string?]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-long', 'The body is too long.', 'Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'wrong-media', 'The body has a Content-Type that is not taken here.', 'See /api/docs.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid-request', 'The body is empty.', 'Send JSON, or no Content-Type.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid-request', 'The body is no JSON.', 'See /api/docs.'],
}
