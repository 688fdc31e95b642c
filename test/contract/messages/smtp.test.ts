import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createProviders, MessageError, readMessagesFile } from '../../../src/engine/messages/index.ts'

const message = {
  to: 'anna@example.org',
  subject: 'Wizyta jutro',
  text: 'Wizyta jutro o 10:30.',
  key: 'contact-1 email reminder',
}
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A mail server that answers a command (its first word) as told, and everything else well. */
async function openMail(answers: Readonly<Record<string, string>> = {}) {
  const letters: string[] = []
  const server = createServer(socket => {
    let letter: string | undefined
    socket.setEncoding('utf8').on('error', () => undefined)
    socket.write('220 mail.example.org ESMTP\r\n')
    socket.on('data', (data: string) => {
      for (const line of data.split('\r\n').slice(0, -1)) {
        if (letter !== undefined) {
          if (line !== '.') {
            letter += `${line}\n`
            continue
          }
          letters.push(letter)
          letter = undefined
          socket.write('250 taken\r\n')
          continue
        }
        const [command = ''] = line.toUpperCase().split(/[ :]/)
        const answer = answers[command]
        if (answer !== undefined) socket.write(`${answer}\r\n`)
        else if (command === 'DATA') {
          letter = ''
          socket.write('354 go on\r\n')
        } else if (command === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 good\r\n')
      }
    })
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const file = `email: { smtp: { host: 127.0.0.1, port: ${port}, from: "Klinika <robot@example.org>", insecure: true, timeout: 400ms } }`
  const { settings, findings } = readMessagesFile('messages.yaml', file)
  expect(findings).toEqual([])
  const provider = createProviders(settings, { secrets: {}, append: () => undefined, now: () => 0 }).email
  return { provider, letters }
}

describe('e-mail over SMTP', () => {
  it('carries subject, text and a Message-ID that is the same for the same key', async () => {
    const { provider, letters } = await openMail()
    const { providerId } = await provider.send(message)
    await provider.send(message)
    expect(letters).toHaveLength(2)
    expect(letters[0]).toContain('Subject: Wizyta jutro')
    expect(letters[0]).toContain('Wizyta jutro o 10:30.')
    for (const letter of letters) expect(letter).toContain(`Message-ID: <${providerId}@trucada.invalid>`)
  })
  it.each([
    [{ RCPT: '550 no such user' }, 'messages/bad-address', false],
    [{ RCPT: '451 try later' }, 'messages/over-quota', true],
    [{ DATA: '554 refused' }, 'messages/refused', false],
    [{ MAIL: '421 too busy' }, 'messages/over-quota', true],
  ])('tells failures for ever from those for now: %j', async (answers, code, retryable) => {
    const { provider } = await openMail(answers)
    await expect(provider.send(message)).rejects.toMatchObject({ code, retryable })
  })
  it('may be tried again when nobody answers', async () => {
    const { provider } = await openMail()
    for (const server of servers.splice(0)) server.close()
    const error: unknown = await provider.send(message).catch((caught: unknown) => caught)
    expect(error instanceof MessageError && error.retryable).toBe(true)
  })
})
