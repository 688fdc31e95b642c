import type { DataType, Fields } from '../../scenarios/model/data-type.ts'
import { type Language, LANGUAGES, type ScenarioDocument } from '../../scenarios/model/documents.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { type FactsArgument, makeFinding } from '../../scenarios/source/make-finding.ts'
import type { FindingCode } from '../../scenarios/source/catalogue/index.ts'
import type { SourcePart, SourcePath } from '../../scenarios/source/source-file.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { checkMessages, type KnownServices, type MessagedScenario } from './check-messages.ts'
import { findDatum, findPhone, listNeeded } from './find-datum.ts'
import type { CampaignDocument } from './file/index.ts'
import { listRecallData, listVisitData } from './lists/index.ts'
import type { Campaigns } from './load-campaigns.ts'
import { createPolicies, findCountry } from './make-policy.ts'
import { createWindows, DAY_MS } from './plan/index.ts'

/** What campaigns are held against. */
export interface CheckedScenarios extends KnownServices {
  readonly scenarios: ReadonlyMap<string, MessagedScenario>
  /** Names of scenarios that are there but cannot be read. */
  readonly unread: ReadonlySet<string>
}

type Report = <C extends FindingCode>(code: C, path: SourcePath, part: SourcePart, ...facts: FactsArgument<C>) => void

/** What campaigns promise and scenarios, countries and messages do not keep. Faulty files have findings of their own. */
export function checkCampaigns(loaded: Campaigns, around: CheckedScenarios): readonly Finding[] {
  const ofCampaigns = [...loaded.campaigns.values()].flatMap(campaign => {
    const findings: Finding[] = []
    const report: Report = (code, path, part, ...facts) => {
      findings.push(makeFinding(code, campaign.source, path, part, ...facts))
    }
    const scenario = checkScenario(campaign, around, report)
    checkCountry(campaign, loaded, report)
    if (scenario !== undefined && scenario.broken?.has('.gets') !== true) checkData(campaign, scenario.gets, report)
    return findings
  })
  return [...ofCampaigns, ...checkMessages(loaded, around.scenarios, around)]
}

function checkScenario(
  { scenario: name, language }: CampaignDocument,
  { scenarios, unread }: CheckedScenarios,
  report: Report,
): Pick<ScenarioDocument, 'speaks' | 'also' | 'gets' | 'broken'> | undefined {
  if (name === undefined) return undefined
  const scenario = scenarios.get(name)
  if (scenario === undefined) {
    const known = [...scenarios.keys()].sort()
    if (!unread.has(name))
      report('campaign/unknown-scenario', ['scenario'], 'value', { scenario: name, nearest: suggest(name, known), known })
    return undefined
  }
  const spoken: readonly Language[] = LANGUAGES.filter(one => one === scenario.speaks || scenario.also.includes(one))
  if (language.fallback !== undefined && !spoken.includes(language.fallback) && scenario.broken?.has('.also') !== true)
    report('campaign/unknown-language', ['language'], 'value', { scenario: name, language: language.fallback, known: spoken })
  return scenario
}

function checkCountry(campaign: CampaignDocument, { countries, unread }: Campaigns, report: Report): void {
  const known = [...countries.keys()].sort()
  const refuse = (country: string, path: SourcePath): void => {
    if (!unread.has(country))
      report('campaign/unknown-country', path, 'value', { country, nearest: suggest(country, known), known })
  }
  for (const holiday of campaign.calling.holidays) if (!countries.has(holiday)) refuse(holiday, ['calling', 'holidays'])
  if (campaign.country !== undefined && !countries.has(campaign.country)) return refuse(campaign.country, ['country'])
  const country = findCountry(campaign, countries)
  if (country === undefined) {
    if (campaign.from !== undefined && unread.size === 0)
      report('campaign/no-country', ['from'], 'value', { from: campaign.from, known })
    return
  }
  if (campaign.purpose === undefined) return
  const rules = country.purposes.get(campaign.purpose)
  if (rules === undefined || rules.consent.call === 'forbidden')
    return report('campaign/forbidden', ['purpose'], 'value', { purpose: campaign.purpose, country: country.name })
  const policy = createPolicies(campaign, countries)?.of({ numbers: [], variant: null })
  if (policy === undefined) return
  const { hours } = campaign.calling
  // Two weeks without feasts show every weekday; what a campaign never allows anyone to hear is no campaign.
  const days = Array.from({ length: 400 }, (_, index) => FIRST_DAY + index)
  if (days.every(day => policy.windows.spansOn(day).length === 0))
    return report('campaign/never-open', ['calling', 'hours'], 'value', { country: country.name, purpose: campaign.purpose })
  if (hours === undefined) return
  const [own, law] = [createWindows({ weekdays: hours.weekdays, dates: new Map() }), createWindows(rules.hours)]
  const outside = WEEK.filter(day =>
    own.spansOn(day).some(({ from, to }) => !law.spansOn(day).some(span => span.from <= from && to <= span.to)),
  )
  if (outside.length > 0)
    report('campaign/outside-law', ['calling', 'hours'], 'key', {
      country: country.name,
      days: outside.map(day => DAY_NAMES[day - FIRST_DAY] ?? ''),
      hours: describeHours(law.spansOn(outside[0] ?? FIRST_DAY)),
    })
}

/** A Monday. */
const FIRST_DAY = Date.UTC(2026, 0, 5) / DAY_MS
const WEEK = Array.from({ length: 7 }, (_, index) => FIRST_DAY + index)
const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function describeHours(spans: readonly { readonly from: number; readonly to: number }[]): string {
  const show = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return spans.map(({ from, to }) => `${show(from)}-${show(to)}`).join(', ') || 'none'
}

/** Data of the contact itself, beside those of the scenario. */
const OWN_DATA: Fields = {
  contact: {
    kind: 'group',
    optional: true,
    fields: Object.fromEntries(
      ['id', 'phone', 'language', 'zone', 'priority', 'consent'].map((name): [string, DataType] => [
        name,
        { kind: 'text', optional: true },
      ]),
    ),
  },
}

function checkData({ contacts, deadline, language, scenario = '' }: CampaignDocument, gets: Fields, report: Report): void {
  const data: Fields = { ...gets, ...OWN_DATA }
  const find = (datum: string, path: SourcePath, part: SourcePart): DataType | undefined => {
    const found = findDatum(data, datum)
    if (found.kind === 'type') return found.type
    report('campaign/unknown-datum', path, part, { datum, scenario, nearest: suggest(datum, found.known), known: found.known })
    return undefined
  }
  if (findPhone(gets) === undefined) report('campaign/no-phone', ['scenario'], 'value', { scenario })
  if (deadline?.kind === 'datum') {
    const type = find(deadline.path, ['deadline'], 'value')
    if (type !== undefined && type.kind !== 'moment' && type.kind !== 'date')
      report('campaign/deadline-no-moment', ['deadline'], 'value', { datum: deadline.path, type: type.kind })
  }
  if (language.path !== undefined && language.path !== 'contact.language') find(language.path, ['language'], 'value')
  if (contacts.kind === 'callbacks') return checkCallbacks(gets, deadline, scenario, report)
  if (contacts.kind === 'clinic' || contacts.kind === 'recalls') {
    const told = contacts.kind === 'clinic' ? listVisitData(gets) : listRecallData(gets)
    const needed = listNeeded(gets).filter(path => !told.includes(path))
    if (needed.length > 0) report('campaign/clinic-needs', ['scenario'], 'value', { scenario, needed })
    return
  }
  if (contacts.subject !== undefined) find(contacts.subject, ['contacts', 'subject'], 'value')
  if (typeof contacts.columns === 'object')
    for (const datum of Object.keys(contacts.columns)) find(datum, ['contacts', 'columns', datum], 'key')
}

/** Of who asks to be called the number is known, and perhaps a name. */
function checkCallbacks(gets: Fields, deadline: CampaignDocument['deadline'], scenario: string, report: Report): void {
  if (deadline !== undefined) report('campaign/callback-deadline', ['deadline'], 'key')
  const needed = listNeeded(gets).filter(path => path !== findPhone(gets))
  if (needed.length > 0) report('campaign/callback-needs', ['scenario'], 'value', { scenario, needed })
}
