import { expect, it, vi } from 'vitest'
import { fuzzSocket } from '../../bench/fuzz/fuzz-socket.ts'
import { createRandom } from '../../src/simulation/random.ts'
import { begin, endpoint, eventsOf, speech, url, useEndpoint } from './endpoint-bench.ts'

useEndpoint()

const SOCKETS = 160

it('some thousand wrong frames end no process, disturb no call and leave nothing behind (npm run fuzz:frames sends 200,000)', async () => {
  const random = createRandom(7)
  const good = await Promise.all([begin(), begin(), begin()])
  let sent = 0
  let next = 0
  const fuzz = async (): Promise<void> => {
    for (let index = next++; index < SOCKETS; index = next++) {
      const more = await fuzzSocket(url, `fuzz-${index}`, random)
      sent += more
    }
  }
  const fuzzing = Promise.all(Array.from({ length: 16 }, fuzz))
  for (let turn = 1; turn <= 8; turn += 1) {
    for (const peer of good) {
      await peer.hook('/turn', { verb_id: `t${turn}`, reason: 'speechDetected', speech: speech('tak') })
      expect(await peer.nextGather()).toMatchObject({ id: `t${turn + 1}` })
    }
  }
  await fuzzing
  expect(sent).toBeGreaterThan(3000)
  for (const peer of good)
    expect(
      eventsOf(peer)
        .filter(({ kind }) => kind !== 'prompt')
        .map(({ kind }) => kind),
    ).toEqual(Array(8).fill('speech'))
  await vi.waitFor(() => expect([endpoint.calls, endpoint.connections]).toEqual([3, 3]))
  const { counts } = endpoint
  for (const kind of ['not_json', 'malformed', 'binary', 'unknown_type', 'bad_protocol'] as const)
    expect(counts[kind], kind).toBeGreaterThan(0)
}, 30_000)
