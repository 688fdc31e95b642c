import { DateTime } from 'luxon'
import { explainReason, type Step } from '../../engine/campaigns/index.ts'
import type { ContactRecord, Store } from '../../engine/store/index.ts'
import { type ContactExplained, explainContact } from '../../server/campaigns/explain-contact.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findPersons } from '../../server/people/find-persons.ts'
import { UsageError } from '../usage-error.ts'
import { takeCampaign } from './take-campaign.ts'

/** What the command line said of an explanation. */
export interface CampaignExplainOptions {
  readonly campaign?: string
  readonly json?: boolean
}

/** Says why a contact was called, why not, and when next: by the plan itself, as it would decide now. */
export async function runExplain(cli: Cli, wanted: string, options: CampaignExplainOptions): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const contacts = (await findContacts(store, wanted)).filter(
      ({ campaign }) => options.campaign === undefined || campaign === options.campaign,
    )
    if (contacts.length === 0)
      throw new UsageError(
        'There is no such contact.',
        'Give its id, its telephone number with the country (+48…), or the clinic’s number of the patient.',
      )
    const now = Date.now()
    for (const contact of contacts) {
      const explained = await explainContact(store, contact, now, campaign => takeCampaign(cli, campaign))
      cli.print(options.json === true ? JSON.stringify(explained, undefined, 2) : show(cli, explained))
    }
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** By id, by number, or by the key of the person. */
async function findContacts(store: Store, wanted: string): Promise<readonly ContactRecord[]> {
  const own = await store.contacts.find(wanted)
  if (own !== undefined) return [own]
  const persons = await findPersons(store, wanted)
  return store.contacts.findByPersons(persons.map(({ id }) => id))
}

function show({ paint }: Cli, { contact, numbers, attempts, version, state, next }: ContactExplained): string {
  const at = (instant: number): string =>
    DateTime.fromMillis(instant, { zone: contact.zone, locale: 'en' }).toFormat('ccc yyyy-MM-dd HH:mm')
  const origin = contact.line === null ? '' : `, line ${contact.line} of its list`
  const words = (text: string): string => text.replaceAll('_', ' ')
  return [
    `${paint('bold', contact.id)} in ${contact.campaign}${contact.variant === null ? '' : ` (variant ${contact.variant})`}${origin}`,
    `  ${numbers.join(', ')}; ${contact.language}; ${contact.zone}${contact.deadlineAt === null ? '' : `; deadline ${at(contact.deadlineAt)}`}`,
    ...attempts.map(
      attempt =>
        `  ${attempt.n}. ${at(attempt.claimedAt)} → ${attempt.number}: ${words(attempt.outcome ?? 'under way')}${attempt.counted ? '' : ', not counted'}; called because ${explainReason(attempt.reason)} (version ${attempt.version.slice(0, 8)}${attempt.call === null ? '' : `, call ${attempt.call}`})`,
    ),
    ...(attempts.length === 0 ? ['  not called yet'] : []),
    describeNext(contact, next, at),
    paint('dim', `  the campaign is ${state ?? 'not known'}${version === undefined ? '' : `, version ${version.slice(0, 8)}`}`),
  ].join('\n')
}

function describeNext(contact: ContactExplained['contact'], next: Step | undefined, at: (instant: number) => string): string {
  if (next === undefined) {
    const end = contact.outcome === null ? contact.state : `${contact.state}, ${contact.outcome.replaceAll('_', ' ')}`
    return `  ${end}: ${explainReason(contact.reason)}`
  }
  switch (next.kind) {
    case 'call':
      return `  is due now: ${explainReason(next.reason)}`
    case 'wait':
      return `  waits until ${at(next.at)}: ${explainReason(next.reason)}`
    case 'message':
      return `  gets the message "${next.message.text}" ${at(next.at)}: ${explainReason(next.reason)}`
    case 'finish':
      return `  is not called: ${explainReason(next.reason)}`
    case 'worklist':
      return `  goes to a person: ${explainReason(next.reason)}`
  }
}
