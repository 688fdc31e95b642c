import { z } from 'zod'

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso
  .datetime()
  .meta({ description: 'An instant, ISO 8601 in UTC.', examples: ['2027-05-10T08:00:00.000Z'] })

/** Identifiers that Trucada gives. */
export const id = z.string().min(1).max(200)

/** Name of a campaign: of its file, without the ending. */
export const campaignName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
  .meta({ description: 'Name of the campaign: of its file, without .yaml.', examples: ['confirmations-may'] })

/** A number in the international form. */
export const phone = z
  .string()
  .regex(/^\+\d{7,15}$/)
  .meta({ description: 'E.164: with the country, without spaces.', examples: ['+48600000123'] })

/** A number of which the country and the end are shown. */
export const maskedPhone = z.string().meta({ description: 'Country and end of a number.', examples: ['+48…123'] })

/** How long a page is, and where it begins. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Items of a page, at most.' }),
  cursor: z.string().max(500).optional().meta({ description: '`next` of the page before; absent: the first page.' }),
}

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: '`cursor` of the next page; null: this is the last.' }),
  })
}

/** What is wrong with a request, or with the world (RFC 9457, application/problem+json). */
export const problem = z
  .object({
    type: z
      .string()
      .meta({ description: 'Code of the problem, stable, as a relative reference.', examples: ['/api/docs#not-found'] }),
    title: z.string().meta({ description: 'What is wrong, in a sentence without personal data.' }),
    status: z.int(),
    remedy: z.string().optional().meta({ description: 'What to do about it.' }),
    errors: z
      .array(z.object({ at: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with which part of the request.' }),
    findings: z
      .array(z.lazy(() => finding))
      .optional()
      .meta({ description: 'What is wrong with a file, and where.' }),
  })
  .meta({ id: 'Problem' })

/** What is wrong with a file, as `trucada check --json` says it. */
export const finding = z
  .object({
    code: z.string().meta({ examples: ['campaign/unknown-scenario'] }),
    severity: z.enum(['error', 'warning', 'info']),
    file: z.string(),
    line: z.int().meta({ description: 'From 1.' }),
    column: z.int().meta({ description: 'From 1.' }),
    start: z.int().meta({ description: 'Offset into the text.' }),
    end: z.int(),
    message: z.string(),
    hint: z.string().optional(),
  })
  .meta({ id: 'Finding' })
