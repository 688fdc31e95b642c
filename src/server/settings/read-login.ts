import type { Settings } from './list.ts'
import { SettingsError } from './settings-error.ts'

/** User and password that jambonz must give. */
export interface Login {
  readonly user: string
  readonly password: string
}

/**
 * The login of the settings, or undefined where none is set. Throws a `SettingsError` when half of it is missing: only those who need it
 * ask, so that a password which only the server's environment holds keeps no other command from its work.
 */
export function readLogin(settings: Pick<Settings, 'jambonz_user' | 'jambonz_password'>): Login | undefined {
  const { jambonz_user: user, jambonz_password: password } = settings
  if (user !== undefined && password !== undefined) return { user, password }
  if (user === undefined && password === undefined) return undefined
  throw new SettingsError([
    {
      place: user === undefined ? 'TRUCADA_JAMBONZ_USER' : 'TRUCADA_JAMBONZ_PASSWORD',
      message: 'user and password of jambonz go together, and this one is missing',
      remedy: 'Give both or neither.',
    },
  ])
}

/**
 * All logins that may connect: the one of `readLogin`, and those of `jambonz_users`, one for each account of jambonz. Throws a `SettingsError`
 * for what is no `USER:PASSWORD`, without printing it.
 */
export function readLogins(settings: Pick<Settings, 'jambonz_user' | 'jambonz_password' | 'jambonz_users'>): readonly Login[] {
  const own = readLogin(settings)
  const others = (settings.jambonz_users ?? '').split(/\s+/).filter(text => text !== '')
  const logins = others.map(text => {
    const colon = text.indexOf(':')
    if (colon > 0 && colon < text.length - 1) return { user: text.slice(0, colon), password: text.slice(colon + 1) }
    throw new SettingsError([
      {
        place: 'TRUCADA_JAMBONZ_USERS',
        message: 'one of the users has no password, or one of the passwords no user',
        remedy: 'Give each as USER:PASSWORD, with a space between two of them.',
      },
    ])
  })
  return own === undefined ? logins : [own, ...logins]
}
