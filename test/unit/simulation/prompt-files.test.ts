import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ToJambonz, Verb } from '../../../src/engine/jambonz/protocol.ts'
import { showFiles } from '../../../src/simulation/telephone/prompt-files.ts'

let base = ''
const server = createServer((request, response) => {
  // The first file takes longer than what follows it.
  if (request.url === '/slow.wav')
    return void setTimeout(() => response.writeHead(200, { 'x-trucada-sentence': encodeURIComponent('Dzień dobry.') }).end(), 50)
  response.writeHead(request.url === '/plain.wav' ? 200 : 404).end()
})
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const redirect = (data: readonly Verb[]): ToJambonz => ({ type: 'command', command: 'redirect', queueCommand: false, data })
const say = (...text: string[]): Verb => ({ verb: 'say', text })
const gather = (...text: string[]): Verb => ({
  verb: 'gather',
  id: 'g',
  input: ['speech'],
  actionHook: '/h',
  timeout: 1,
  say: { text },
})

it('shows the sentence of each file, and keeps the order of messages', async () => {
  const shown: ToJambonz[] = []
  const deliver = showFiles(message => shown.push(message))
  deliver(redirect([say('Przed.')]))
  expect(shown).toHaveLength(1)
  deliver(redirect([gather(`${base}/slow.wav`, 'Tu przychodnia.')]))
  deliver({ type: 'ack', msgid: 'm' })
  deliver(redirect([say(`${base}/plain.wav`, `${base}/gone.wav`, 'Adres: Lipowa.')]))
  await expect.poll(() => shown.length, { timeout: 3000 }).toBe(4)
  expect(shown.slice(1)).toEqual([
    redirect([gather('Dzień dobry.', 'Tu przychodnia.')]),
    { type: 'ack', msgid: 'm' },
    redirect([say('(a file)', '(a file that is not there: status 404)', 'Adres: Lipowa.')]),
  ])
  deliver(redirect([say('Potem.')]))
  expect(shown).toHaveLength(5)
})
