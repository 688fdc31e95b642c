import { describe, expect, it } from 'vitest'
import { createWelcome } from '../../../src/server/create-welcome.ts'
import { readLogins } from '../../../src/server/settings/index.ts'

const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`
const settings = (
  jambonz_users?: string,
  jambonz_user?: string,
  jambonz_password?: string,
): Parameters<typeof readLogins>[0] => ({
  jambonz_user,
  jambonz_password,
  jambonz_users,
})

describe('who may connect', () => {
  const isWelcome = createWelcome(readLogins(settings('north:n:1 south:s2', 'jambonz', 'secret')))
  it.each([['jambonz:secret'], ['north:n:1'], ['south:s2']])('%s, one of the accounts', login =>
    expect(isWelcome(basic(login))).toBe(true),
  )
  it.each([
    [basic('jambonz:Secret')],
    [basic('north:s2')],
    [basic('jambonz')],
    [basic('')],
    ['jambonz:secret'],
    ['Bearer secret'],
    [''],
    [undefined],
    ['x'.repeat(100_000)],
  ])('not by %s', header => expect(isWelcome(header)).toBe(false))

  it('nobody is asked for a login where none is set', () => {
    expect(readLogins(settings())).toEqual([])
  })
  it.each([['north'], ['north:'], [':secret'], ['north:one south']])(
    'users given as %j are refused without being printed',
    text => {
      expect(() => readLogins(settings(text))).toThrow(/TRUCADA_JAMBONZ_USERS: one of the users has no password/)
      expect(() => readLogins(settings(text))).not.toThrow(new RegExp(`north|secret`))
    },
  )
})
