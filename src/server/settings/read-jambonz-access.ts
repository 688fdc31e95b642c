import type { Settings } from './list.ts'
import { SettingsError, type SettingsProblem } from './settings-error.ts'

/** How calls are made. */
export interface JambonzAccess {
  readonly url: string
  readonly accountSid: string
  readonly apiKey: string
  readonly applicationSid: string
}

type Given = Pick<Settings, 'jambonz_api_url' | 'jambonz_account_sid' | 'jambonz_api_key' | 'jambonz_application_sid'>

const WANTED = {
  jambonz_api_url: 'As in https://jambonz.example.org/api, the address that the portal uses.',
  jambonz_account_sid: 'It stands in the portal, Account.',
  jambonz_api_key: 'Make one in the portal, Account, API keys.',
  jambonz_application_sid: 'It stands in the portal, Applications, at the application whose webhook is this server.',
} as const satisfies Readonly<Record<keyof Given, string>>

/**
 * The access to jambonz's REST API, or undefined where nothing of it is set. Throws a `SettingsError` that names every setting which is
 * missing or is no address.
 */
export function readJambonzAccess(settings: Given): JambonzAccess | undefined {
  const { jambonz_api_url: url, jambonz_account_sid: accountSid } = settings
  const { jambonz_api_key: apiKey, jambonz_application_sid: applicationSid } = settings
  const keys = Object.keys(WANTED) as (keyof Given)[]
  if (keys.every(key => settings[key] === undefined)) return undefined
  const problems: SettingsProblem[] = keys
    .filter(key => settings[key] === undefined)
    .map(key => ({
      place: key.toUpperCase(),
      message: 'calls are to be made through jambonz, and this one is missing',
      remedy: WANTED[key],
    }))
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    problems.push({ place: 'JAMBONZ_API_URL', message: 'the address of the REST API is none', remedy: WANTED.jambonz_api_url })
  if (
    url === undefined ||
    accountSid === undefined ||
    apiKey === undefined ||
    applicationSid === undefined ||
    problems.length > 0
  )
    throw new SettingsError(problems)
  return { url, accountSid, apiKey, applicationSid }
}
