import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServiceAnswer, Services } from '../../src/engine/call/index.ts'

/** Where the clinic's system listens. */
export interface ReceiverAddress {
  readonly url: string
}

/** What the clinic's system was asked. */
export interface Deed {
  readonly call: string
  readonly service: string
  readonly key: string
}
/** The clinic's system: a program of its own, that outlives the processes which call it. */
export interface Receiver extends ReceiverAddress {
  /** What was done, in order: the same key is the same deed, and done once. */
  readonly done: readonly Deed[]
  /** What may not be repeated and was asked again by its key. */
  readonly repeated: readonly Deed[]
  close(): void
}

const DAY_MS = 86_400_000

/** Starts it. What it is asked it does at once, and answers after `answerMs`. */
export async function startReceiver(answerMs: () => number): Promise<Receiver> {
  const done: Deed[] = []
  const repeated: Deed[] = []
  const answers = new Map<string, ServiceAnswer>()
  const startedAt = Date.now()
  const server = createServer((request, response) => {
    const key = decodeURIComponent((request.url ?? '/').slice(1))
    if (request.method === 'GET') {
      response.end(JSON.stringify(answers.get(key) ?? null))
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString()) as Deed & { readonly mayRepeat: boolean }
      const known = answers.get(key)
      if (known === undefined) done.push(asked)
      else if (!asked.mayRepeat) repeated.push(asked)
      const values = asked.service === 'free_times' ? { result: [1, 2].map(days => startedAt + days * DAY_MS) } : {}
      const answer = known ?? { result: 'done', values }
      answers.set(key, answer)
      setTimeout(() => response.end(JSON.stringify(answer)), answerMs())
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, done, repeated, close: () => void server.close() }
}

/** The clinic's services as a process of calls sees them. */
export function createServices({ url }: ReceiverAddress): Services {
  return {
    async call({ contract, idempotencyKey: key, callId: call }) {
      const mayRepeat = contract.idempotent || !contract.sideEffects
      const body = JSON.stringify({ call, service: contract.name, key, mayRepeat })
      const response = await fetch(`${url}/${encodeURIComponent(key)}`, { method: 'POST', body })
      return (await response.json()) as ServiceAnswer
    },
    async verify({ idempotencyKey: key }) {
      const response = await fetch(`${url}/${encodeURIComponent(key)}`)
      return ((await response.json()) as ServiceAnswer | null) ?? 'not_done'
    },
  }
}
