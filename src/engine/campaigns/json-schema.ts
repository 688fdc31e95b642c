import * as z from 'zod'
import { countryFileShape } from './countries/index.ts'
import { linesShape } from '../jambonz/index.ts'
import { messagesFileShape } from '../messages/index.ts'
import { campaignShape, messageFileShape } from './file/index.ts'

/** Kinds of files of the folder of campaigns that have a JSON Schema. */
export const CAMPAIGN_SCHEMA_KINDS = ['campaign', 'country', 'message', 'messages', 'lines'] as const
/** One of them. */
export type CampaignSchemaKind = (typeof CAMPAIGN_SCHEMA_KINDS)[number]

const SHAPES = {
  campaign: campaignShape,
  country: countryFileShape,
  message: messageFileShape,
  messages: messagesFileShape,
  lines: linesShape,
}
const TITLES = {
  campaign: 'Trucada campaign',
  country: 'Trucada rules of a country',
  message: 'Trucada message',
  messages: 'Trucada carriers of messages',
  lines: 'Trucada lines',
}

/** JSON Schema (draft 7) of a kind of file, from the same shapes that files are read with. */
export function buildCampaignSchema(kind: CampaignSchemaKind): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(SHAPES[kind], { target: 'draft-7', io: 'input' }) as Record<string, unknown>
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: TITLES[kind], ...schema }
}
