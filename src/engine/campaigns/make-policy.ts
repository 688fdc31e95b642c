import { type Country, createFeastCheck, type PurposeRules } from './countries/index.ts'
import type { CampaignDocument } from './file/index.ts'
import { type Caps, createWindows, intersectWindows, mergeCaps, type PlanPolicy, type Windows } from './plan/index.ts'

/** Policies of a campaign's contacts. */
export interface Policies {
  /** The policy for a contact, by where its numbers belong and its variant. */
  of(contact: { readonly numbers: readonly string[]; readonly variant: string | null }): PlanPolicy
}

/**
 * Puts a campaign and the law together: hours that all of them allow, the strictest consent, the smallest caps. The law is that of the
 * campaign's country, and of the country of a contact's number where there is a file of it. Undefined when the campaign's own is not
 * known: nobody may be called then.
 */
export function createPolicies(campaign: CampaignDocument, countries: ReadonlyMap<string, Country>): Policies | undefined {
  const home = findCountry(campaign, countries)
  const { purpose } = campaign
  const own = home?.purposes.get(purpose ?? 'marketing')
  if (purpose === undefined || home === undefined || own === undefined) return undefined
  const feasts = campaign.calling.holidays.map(id => countries.get(id))
  // Feasts of a country that is not known could be any day.
  if (feasts.includes(undefined)) return undefined
  const checks = feasts.map(country => createFeastCheck(country?.feasts ?? []))
  const windows =
    campaign.calling.hours === undefined
      ? []
      : [createWindows(campaign.calling.hours, day => checks.some(isFeast => isFeast(day)))]
  const cache = new Map<string, PlanPolicy>()
  return {
    of({ numbers, variant }) {
      const others = listCountriesOf(numbers, countries).filter(country => country !== home)
      const key = `${variant ?? ''} ${others.map(country => country.id).join(' ')}`
      let policy = cache.get(key)
      if (policy === undefined) {
        const messages = campaign.variants.find(({ name }) => name === variant)?.messages ?? campaign.messages
        // Where another country says nothing of the purpose, it allows nothing.
        const laws = others.map(country => describeLaw(country, country.purposes.get(purpose)))
        cache.set(key, (policy = combine(campaign, purpose, [describeLaw(home, own), ...laws], windows, messages)))
      }
      return policy
    },
  }
}

/** The country whose law holds for a campaign: the one it names, or that of its own number. */
export function findCountry(
  { country, from }: Pick<CampaignDocument, 'country' | 'from'>,
  countries: ReadonlyMap<string, Country>,
): Country | undefined {
  if (country !== undefined) return countries.get(country)
  return from === undefined ? undefined : listCountriesOf([from], countries)[0]
}

function listCountriesOf(numbers: readonly string[], countries: ReadonlyMap<string, Country>): readonly Country[] {
  return [...countries.values()].filter(({ callingCode }) => numbers.some(number => number.startsWith(`+${callingCode}`)))
}

interface Law {
  readonly windows: Windows
  readonly caps: Caps
  readonly consent: PlanPolicy['consent']
}

function describeLaw(country: Country, rules: PurposeRules | undefined): Law {
  if (rules === undefined)
    return { windows: intersectWindows([]), caps: {}, consent: { call: 'forbidden', sms: 'forbidden', email: 'forbidden' } }
  const isFeast = createFeastCheck(country.feasts)
  return {
    windows: createWindows(rules.hours, day => rules.areFeastsClosed && isFeast(day)),
    caps: rules.caps,
    consent: rules.consent,
  }
}

/** A household is left in peace for so long between two calls about different things. */
const APART_MS = 2 * 3_600_000
const STRICTNESS = ['none', 'prior', 'forbidden'] as const

function combine(
  { attempts, contacts }: CampaignDocument,
  purpose: string,
  laws: readonly Law[],
  windows: readonly Windows[],
  messages: CampaignDocument['messages'],
): PlanPolicy {
  const lawful = laws.map(law => law.windows)
  const need = (channel: 'call' | 'sms' | 'email') =>
    STRICTNESS[Math.max(...laws.map(law => STRICTNESS.indexOf(law.consent[channel])))] ?? 'forbidden'
  return {
    purpose,
    windows: intersectWindows([...windows, ...lawful]),
    messageWindows: intersectWindows(lawful),
    rules: attempts.rules,
    total: attempts.total,
    caps: laws.reduce((caps, law) => mergeCaps(caps, law.caps), attempts.caps),
    apartMs: attempts.apartMs ?? (contacts.kind === 'callbacks' ? 0 : APART_MS),
    callBackWithinMs: attempts.callBackWithinMs,
    consent: { call: need('call'), sms: need('sms'), email: need('email') },
    ...(messages.before !== undefined && { before: messages.before }),
    unreached: messages.unreached,
  }
}
