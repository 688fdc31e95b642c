import * as z from 'zod'
import { documentNameShape, nameShape } from '../../../scenarios/model/names.ts'
import { checkPlaceName, readKeys } from '../../../scenarios/model/read-document.ts'
import { createReading, joinFindings } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { parseSource } from '../../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../../scenarios/source/source-file.ts'
import { attemptsShape, type CampaignAttempts, readAttempts } from './attempts.ts'
import { callingShape, type CampaignCalling, countryShape, readCalling } from './calling.ts'
import { contactsShape, type ContactSource, readContactSource } from './contacts.ts'
import { type CampaignDeadline, deadlineShape, readDeadline } from './deadline.ts'
import { campaignLanguageShape, type CampaignLanguage, readCampaignLanguage } from './language.ts'
import { afterShape, beforeShape, type CampaignMessages, readMessages, unreachedShape } from './messages.ts'
import { PURPOSES, type Purpose } from '../purposes.ts'
import { type CampaignReplies, readReplies, repliesShape } from './replies.ts'
import { type CampaignPace, paceShape, type CampaignPrices, pricesShape, readPace } from './pace.ts'
import { type CampaignVariant, readVariants, variantsShape } from './variants.ts'

/** Who holds the calls: the robot alone; agents as soon as one is free; agents who have seen the contact before. */
export const CAMPAIGN_MODES = ['robot', 'progressive', 'preview'] as const
/** One of them. */
export type CampaignMode = (typeof CAMPAIGN_MODES)[number]

/** A campaign file. */
export const campaignShape = strictShape({
  campaign: documentNameShape.describe('Name of the campaign, the same as of its file.'),
  title: z.string().min(1).optional().describe('What people call it.'),
  purpose: z
    .enum(PURPOSES)
    .describe('care_reminder, survey, prevention or marketing: what the law says of it is looked up in countries/.'),
  country: countryShape
    .optional()
    .describe(
      'Whose law holds: PL, ES-CT, UA, RU. Default: the country of `from`; where a contact lives elsewhere, that law holds too.',
    ),
  scenario: documentNameShape.describe('Name of the scenario that is held.'),
  mode: z
    .enum(CAMPAIGN_MODES)
    .optional()
    .describe(
      'robot; progressive: called only while one of the agents is free, to whom the scenario hands over; preview: an agent sees the contact and asks for the call. Default robot.',
    ),
  agents: nameShape
    .optional()
    .describe('Who takes the calls: a name of transfers in lines.yaml. Needed with mode progressive and preview.'),
  from: z
    .string({ error: '#phone' })
    .regex(/^\+[1-9]\d{6,14}$/, { error: '#phone' })
    .describe('Number that is shown to whom is called, in quotes: "+48221234567".'),
  language: campaignLanguageShape
    .optional()
    .describe(
      'pl, or a datum such as contact.language, or { from: contact.language, else: pl }. Default: contact.language, else what the scenario speaks.',
    ),
  contacts: contactsShape.describe('Who is called.'),
  deadline: deadlineShape
    .optional()
    .describe('After it nobody is called: appointment.at - 12h, or a local time 2026-05-31T18:00.'),
  calling: callingShape.optional().describe('When people are called.'),
  attempts: attemptsShape.optional().describe('How often, and what follows when nobody is reached.'),
  pace: paceShape.optional().describe('How many calls at once and a second.'),
  before: beforeShape.optional().describe('A message before the call.'),
  after: afterShape.optional().describe('A message after a call that reached the person.'),
  unreached: unreachedShape.optional().describe('What becomes of whom no call reached.'),
  replies: repliesShape.optional().describe('What follows the answer to a message.'),
  variants: variantsShape.optional().describe('Several ways of doing it, compared.'),
  prices: pricesShape.optional().describe('What calls and messages cost, for the forecast and the report.'),
})

/** A campaign as it was read; what has a fault is the default or left out. */
export interface CampaignDocument {
  readonly file: string
  readonly source: SourceFile
  readonly name: string
  readonly title?: string
  readonly purpose?: Purpose
  readonly country?: string
  readonly scenario?: string
  readonly mode: CampaignMode
  /** Who takes the calls where not the robot alone does: a name of transfers in lines.yaml. */
  readonly agents?: string
  readonly from?: string
  readonly language: CampaignLanguage
  readonly contacts: ContactSource
  readonly deadline?: CampaignDeadline
  readonly calling: CampaignCalling
  readonly attempts: CampaignAttempts
  readonly pace: CampaignPace
  readonly messages: CampaignMessages
  readonly replies: CampaignReplies
  readonly variants: readonly CampaignVariant[]
  readonly prices?: CampaignPrices
}

/** What came of reading a campaign file. */
export interface CampaignReading {
  /** Undefined when the file is no campaign at all so far. */
  readonly campaign: CampaignDocument | undefined
  readonly findings: readonly Finding[]
  readonly source: SourceFile
}

/** Reads a campaign file as far as it can be read. `file` is relative to the folder of campaigns: `confirmations-may.yaml`. */
export function readCampaign(file: string, text: string): CampaignReading {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { campaign: undefined, findings, source }
  const reading = createReading(source)
  const place = file.replace(/^.*\//, '').replace(/\.yaml$/, '')
  const { keys } = readKeys(reading, campaignShape, data, 'the campaign')
  checkPlaceName(reading, 'campaign', keys.campaign, place)
  const { title, purpose, country, scenario, from, prices } = keys
  const { mode = 'robot', agents } = keys
  if (mode !== 'robot' && agents === undefined)
    reading.report('shape/missing-key', ['mode'], 'key', { key: 'agents', where: 'the campaign', example: 'agents: reception' })
  const deadline = readDeadline(reading, keys.deadline)
  const campaign: CampaignDocument = {
    file,
    source,
    name: place,
    ...(title !== undefined && { title }),
    ...(purpose !== undefined && { purpose }),
    ...(country !== undefined && { country }),
    ...(scenario !== undefined && { scenario }),
    mode,
    ...(agents !== undefined && { agents }),
    ...(from !== undefined && { from }),
    language: readCampaignLanguage(keys.language),
    contacts: readContactSource(reading, keys.contacts),
    ...(deadline !== undefined && { deadline }),
    calling: readCalling(reading, keys.calling),
    attempts: readAttempts(reading, keys.attempts),
    pace: readPace(reading, keys.pace),
    messages: readMessages(reading, keys, []),
    replies: readReplies(reading, keys.replies),
    variants: readVariants(reading, keys.variants, keys),
    ...(prices !== undefined && { prices }),
  }
  return { campaign, findings: joinFindings(findings, reading), source }
}

/** How a campaign file is written, for the manual. */
export const campaignManual = `
A campaign is one file \`NAME.yaml\` in the folder of campaigns. It says who is called, why, with which scenario, when, how often, and
what becomes of whom nobody reached. It is checked like a scenario (\`trucada check\`), loaded and changed without a restart; each saved
version stays, and every attempt records the version that it was made under.

With \`mode: progressive\` the robot calls only as many people as \`agents\` are on duty (telephones of \`to\` or of the \`rota\`, or those that take
a queue) and not in such a call, of whatever campaign; its scenario says that a robot calls, makes sure of the person, and hands over (\`transfer:\` to the same
name). With \`mode: preview\` each contact that is due is first a task: whoever of the agents accepts it (\`trucada campaign accept\`, or the
HTTP API) lets the call begin, which is handed over in the same way.

\`\`\`yaml
mode: progressive
agents: reception
\`\`\`
`
