import type { CountryCode } from 'libphonenumber-js/max'
import { type ListPhone, type PhoneProblem, readPhones } from '../lists/read-phones.ts'
import { findCountry } from '../make-policy.ts'
import type { CallbackSources } from './find-callback-campaign.ts'

/** A number that may be called, or why not. */
export type CallbackNumber =
  | { readonly kind: 'phone'; readonly phone: ListPhone }
  | { readonly kind: 'refused'; readonly problem: PhoneProblem }

/** Reads the number of who wants to be called, as a server, a form or a message has it; without its country it is of the clinic's own. */
export function readCallbackNumber({ campaigns }: Pick<CallbackSources, 'campaigns'>, written: string): CallbackNumber {
  const known = campaigns()
  const countries = [...known.countries.values()]
  const own = [...known.campaigns.values()].find(({ contacts }) => contacts.kind === 'callbacks')
  const home = own && findCountry(own, known.countries)
  const { phones, problems } = readPhones(written, {
    countries: [...(home === undefined ? [] : [home]), ...countries].map(({ id }) => id.slice(0, 2) as CountryCode),
    emergencyNumbers: new Set(countries.flatMap(({ emergencyNumbers }) => emergencyNumbers)),
  })
  const [phone] = phones
  return phone === undefined ? { kind: 'refused', problem: problems[0] ?? 'not_a_number' } : { kind: 'phone', phone }
}
