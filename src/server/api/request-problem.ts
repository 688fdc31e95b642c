import type { z } from 'zod'
import type { problem } from '../contracts/index.ts'
import type { ProblemCode } from './problem-codes.ts'

/** What a request that cannot be answered is answered with. */
export type ProblemBody = z.output<typeof problem>

/** The request asks for something that cannot be: there is none of this name, or it may not. Neither the world's fault nor ours. */
export class RequestProblem extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly remedy: string | undefined
  /** When it makes sense to ask again, s. */
  readonly waitSeconds: number | undefined
  readonly more: Pick<ProblemBody, 'errors' | 'findings'>

  constructor(
    status: number,
    code: ProblemCode,
    message: string,
    more: { readonly remedy?: string; readonly waitSeconds?: number } & Pick<ProblemBody, 'errors' | 'findings'> = {},
  ) {
    super(message)
    this.name = 'RequestProblem'
    this.status = status
    this.code = code
    const { remedy, waitSeconds, ...rest } = more
    this.remedy = remedy
    this.waitSeconds = waitSeconds
    this.more = rest
  }
}

/** There is none of this kind and id. */
export function notFound(what: string, remedy?: string): RequestProblem {
  return new RequestProblem(404, 'not-found', `There is no such ${what}.`, remedy === undefined ? {} : { remedy })
}
