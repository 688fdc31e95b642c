import { createHash } from 'node:crypto'
import type { Store } from '../../engine/store/index.ts'
import { RequestProblem } from './request-problem.ts'

/** An answer as it goes out: status and JSON. */
export interface WrittenAnswer {
  readonly status: number
  readonly text: string
}

/** A request that may come twice. */
export interface RepeatableRequest {
  readonly apiKey: string
  /** The header `Idempotency-Key`, if there is one. */
  readonly token: string | undefined
  /** What tells it from others: method, address, body. */
  readonly content: readonly unknown[]
}

/**
 * Answers a request once: the same one under the same `Idempotency-Key` gets the same answer again for a day, without being done again. What
 * went wrong may be tried again.
 * @throws {RequestProblem} for another request under a key that was used, or while the first is still being answered
 */
export async function answerOnce(
  store: Store,
  { apiKey, token, content }: RepeatableRequest,
  now: number,
  work: () => Promise<WrittenAnswer>,
): Promise<WrittenAnswer & { readonly isAgain: boolean }> {
  if (token === undefined) return { ...(await work()), isAgain: false }
  if (!/^[\x21-\x7e]{1,200}$/.test(token))
    throw new RequestProblem(400, 'bad-idempotency-key', 'The Idempotency-Key cannot be used.', {
      remedy: 'Send up to 200 letters, digits and signs, without spaces: a UUID.',
    })
  const request = { apiKey, token }
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const known = await store.apiAnswers.begin({ ...request, fingerprint }, now)
  switch (known.kind) {
    case 'answered':
      return { status: known.status, text: known.body, isAgain: true }
    case 'running':
      throw new RequestProblem(409, 'still-running', 'The same request is being answered.', { remedy: 'Ask again in a moment.' })
    case 'other':
      throw new RequestProblem(422, 'idempotency-key-reused', 'This Idempotency-Key belonged to another request.', {
        remedy: 'Use a new key for each request, and the same one only to repeat it.',
      })
    case 'first':
  }
  try {
    const answer = await work()
    await store.apiAnswers.finish(request, answer.status, answer.text)
    return { ...answer, isAgain: false }
  } catch (error) {
    await store.apiAnswers.drop(request)
    throw error
  }
}
