// Asks a server's HTTP API so many times a second, in a process of its own, until it is told to stop; then prints how often each status came.
import { setTimeout as wait } from 'node:timers/promises'

/** What is asked: the address of the server, a key, and how often. */
export interface Flood {
  readonly url: string
  readonly key: string
  readonly perSecond: number
}

/** Lists as long as they may be, counts over the store, a search, a report. */
const ASKED: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', '/api/contacts?campaign=bench&limit=500'],
  ['GET', '/api/attempts?limit=500'],
  ['GET', '/api/calls?limit=500'],
  ['GET', '/api/campaigns'],
  ['GET', '/api/tasks?limit=500'],
  ['POST', '/api/contacts/find', { number: '+48221000001' }],
  ['GET', '/api/campaigns/bench'],
  ['GET', '/api/campaigns/bench/report?form=html'],
]
const MOST_OPEN = 1000

const flood = JSON.parse(process.argv[2] ?? '{}') as Flood
const counts = new Map<string, number>()
const state = { open: 0, isOver: false }
process.on('SIGTERM', () => (state.isOver = true))

const ask = async (index: number): Promise<void> => {
  const [method, path, body] = ASKED[index % ASKED.length] ?? ['GET', '/']
  const headers = { authorization: `Bearer ${flood.key}`, ...(body && { 'content-type': 'application/json' }) }
  state.open += 1
  let result = 'no answer'
  try {
    const answer = await fetch(flood.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    await answer.arrayBuffer()
    result = String(answer.status)
  } catch {}
  state.open -= 1
  counts.set(result, (counts.get(result) ?? 0) + 1)
}

process.stdout.write('FLOODING\n')
const began = performance.now()
for (let asked = 0; !state.isOver; ) {
  const due = Math.floor(((performance.now() - began) / 1000) * flood.perSecond)
  // Whoever is not answered asks no more until some answers have come: as clients do.
  for (; asked < due; asked += 1) if (state.open < MOST_OPEN) void ask(asked)
  await wait(2)
}
const seconds = (performance.now() - began) / 1000
for (let patience = 0; state.open > 0 && patience < 50; patience += 1) await wait(100)
process.stdout.write(`${JSON.stringify({ seconds, counts: Object.fromEntries(counts) })}\n`)
process.exit(0)
