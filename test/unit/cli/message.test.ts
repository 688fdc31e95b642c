import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

const run = (folder: string, ...args: readonly string[]) =>
  runCli(
    ['message', 'try', ...args, '--scenarios', join(PROJECT, 'scenarios-yaml'), '--campaigns', join(PROJECT, 'campaigns-yaml')],
    {
      folder,
    },
  )

describe('trucada message try', () => {
  it('prints a message in every language, with its parts', async () => {
    const { code, out } = await run(createFolder(), 'reminder')
    expect(code).toBe(0)
    expect(out).toMatch(/^pl {2}3 parts, \d+ signs, other letters\n.*12\.03\.2031 10:30\. Prosimy odpisać TAK/m)
    expect(out).toMatch(/^en {2}1 part, \d+ signs, alphabet of SMS$/m)
  })
  it('sends one by whom messages.yaml names', async () => {
    const folder = createFolder()
    const { code, out } = await run(folder, 'reply_stopped', '--lang', 'en', '--to', '+48600000201')
    expect([code, out]).toEqual([0, expect.stringContaining('Taken by file.')])
    const line = JSON.parse(readFileSync(join(folder, '.trucada/outbox.jsonl'), 'utf8')) as Record<string, unknown>
    expect(line).toMatchObject({
      channel: 'sms',
      to: '+48600000201',
      text: expect.stringMatching(/Your appointment stays as it is\.$/),
    })
  })
  it('sends an SMS where only the e-mails have no key yet', async () => {
    const folder = createFolder({
      'campaigns-yaml/messages.yaml': 'sms: { file: {} }\nemail: { smtp: { host: localhost, from: "a@example.org", user: a } }\n',
      'campaigns-yaml/messages/hello.yaml': 'message: hello\ntext: { en: "Hello." }\n',
    })
    const to = async (address: string) =>
      runCli(
        [
          'message',
          'try',
          'hello',
          '--scenario',
          'booking',
          '--lang',
          'en',
          '--to',
          address,
          '--scenarios',
          join(PROJECT, 'scenarios-yaml'),
        ],
        { folder },
      )
    expect(await to('+48600000201')).toMatchObject({ code: 0, out: expect.stringContaining('Taken by file.') })
    expect((await to('anna@example.org')).err).toContain('TRUCADA_EMAIL_SECRET')
  })
  it.each([
    [['remindr'], 'Did you mean "reminder"?'],
    [['reminder', '--lang', 'de'], 'There is no language of this message "de"'],
    [['reminder', '--to', '+48600000201'], 'Say which with --lang pl.'],
    [['reminder', '--lang', 'pl', '--to', '600'], 'neither a number nor an e-mail address'],
  ])('refuses %j with what to do', async (args, words) => {
    const { code, err } = await run(createFolder(), ...args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})
