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
