import { z } from 'zod'
import type { Contract } from './contract.ts'
import { campaignName, finding, instant } from './values.ts'

const tag = 'Campaigns'
const params = z.object({ name: campaignName })
const counts = z.record(z.string(), z.int())

const campaign = z
  .object({
    name: campaignName,
    state: z
      .enum(['draft', 'running', 'paused', 'draining', 'ending', 'stopped', 'finished'])
      .meta({ description: 'draft: never started; draining, ending: stopped once the last call has ended.' }),
    version: z
      .string()
      .nullable()
      .meta({ description: 'SHA-256 of the text that new attempts are made under; null: none is in force.' }),
    contacts: z.object({
      total: z.int(),
      waiting: z.int(),
      calling: z.int(),
      answering: z.int(),
      worklist: z.int(),
      finished: z.int(),
    }),
    outcomes: counts.meta({ description: 'Contacts that are finished or with a person, by outcome.' }),
    live: counts.meta({ description: 'Calls that are held, by where they stand.' }),
    nextAt: instant.nullable().meta({ description: 'When somebody is looked at next.' }),
  })
  .meta({ id: 'Campaign' })

const wholeCampaign = campaign
  .extend({
    title: z.string().nullable(),
    text: z.string().nullable().meta({ description: 'Text of the file; null: there is none any more.' }),
    findings: z.array(finding),
    versions: z.array(z.object({ hash: z.string(), savedAt: instant })),
  })
  .meta({ id: 'WholeCampaign' })

const running = z.object({ name: campaignName, state: campaign.shape.state, version: z.string() })

/** What the API does with campaigns. */
export const CAMPAIGN_CONTRACTS = {
  listCampaigns: {
    method: 'GET',
    path: '/api/campaigns',
    tag,
    summary: 'All campaigns, with how far they are',
    role: 'viewer',
    status: 200,
    answer: z.object({ items: z.array(campaign) }),
  },
  getCampaign: {
    method: 'GET',
    path: '/api/campaigns/:name',
    tag,
    summary: 'A campaign: its state, counts, text and versions',
    description: 'The `ETag` is that of the text, for `If-Match` when it is changed.',
    role: 'viewer',
    params,
    status: 200,
    answer: wholeCampaign,
  },
  putCampaign: {
    method: 'PUT',
    path: '/api/campaigns/:name',
    tag,
    summary: "Change a campaign's file",
    description:
      'The text is checked as `trucada check` does; with an error nothing is changed, and the findings say where it is. `If-Match` holds the `ETag` of the text that is replaced, or `If-None-Match: *` says that there is none yet. A running campaign goes on by the new text.',
    role: 'author',
    action: 'campaign.change',
    params,
    headers: z.object({ 'if-match': z.string().optional(), 'if-none-match': z.string().optional() }),
    body: z.string().min(1).max(200_000),
    media: ['application/yaml', 'text/plain'],
    status: 200,
    answer: z.object({ name: campaignName, version: z.string(), findings: z.array(finding) }),
  },
  startCampaign: {
    method: 'POST',
    path: '/api/campaigns/:name/start',
    tag,
    summary: 'Start a campaign by its file as it is now',
    role: 'operator',
    action: 'campaign.start',
    params,
    status: 200,
    answer: running,
  },
  resumeCampaign: {
    method: 'POST',
    path: '/api/campaigns/:name/resume',
    tag,
    summary: 'Go on with a campaign that was halted',
    role: 'operator',
    action: 'campaign.resume',
    params,
    status: 200,
    answer: running,
  },
  haltCampaign: {
    method: 'POST',
    path: '/api/campaigns/:name/halt',
    tag,
    summary: 'Pause or stop a campaign',
    description:
      '`pause`: no new calls. `drain`: no new calls, and stopped when the last has ended. `end`: the same, and calls that are held say goodbye. When the answer is there, no new call begins, in whichever process.',
    role: 'operator',
    action: 'campaign.halt',
    params,
    body: z.object({ strength: z.enum(['pause', 'drain', 'end']) }),
    status: 200,
    answer: running.extend({ live: z.int().meta({ description: 'Calls that go on.' }) }),
  },
  forecastCampaign: {
    method: 'GET',
    path: '/api/campaigns/:name/forecast',
    tag,
    summary: 'What is to be expected of a campaign',
    description: 'Of one that calls about the visits of the clinic, with those that it would take in now.',
    role: 'viewer',
    params,
    query: z.object({
      answered: z.coerce
        .number()
        .min(0.01)
        .max(0.7)
        .default(0.4)
        .meta({ description: 'Share of attempts that reach the person, 0 to 0.7.' }),
    }),
    status: 200,
    answer: z
      .object({
        contacts: z.int(),
        eligible: z.int(),
        excluded: counts.meta({ description: 'Not called, by the rule that excludes them.' }),
        reached: z.int(),
        reachedAt: z.array(z.int()).meta({ description: 'Reached at the first, second … attempt.' }),
        unreached: counts,
        neverTried: z.int(),
        calls: z.int(),
        minutes: z.number(),
        messages: z.int(),
        endsAt: instant,
        sampled: z.int().optional().meta({ description: 'Contacts that were played through, where not all were.' }),
        cost: z.object({ currency: z.string(), amount: z.number() }).optional(),
      })
      .meta({ id: 'Forecast' }),
  },
  reportCampaign: {
    method: 'GET',
    path: '/api/campaigns/:name/report',
    tag,
    summary: 'What came of a campaign',
    role: 'viewer',
    params,
    query: z.object({
      form: z.enum(['json', 'html', 'csv', 'xlsx']).default('json'),
      from: instant.optional().meta({ description: 'Attempts that began from then on.' }),
      to: instant.optional().meta({ description: 'And before then.' }),
    }),
    status: 200,
    answer: z.looseObject({ campaign: z.string(), title: z.string(), at: z.int() }).meta({ id: 'Report' }),
    files: ['text/html', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
} as const satisfies Readonly<Record<string, Contract>>
