import { z } from 'zod'
import type { Contract } from './contract.ts'
import { campaignName, id, instant, pageOf, paging, phone } from './values.ts'

const tag = 'Contacts'
const state = z.enum(['waiting', 'calling', 'answering', 'worklist', 'finished'])

/** A contact. */
export const contact = z
  .object({
    id,
    campaign: campaignName,
    person: id,
    numbers: z.array(z.string()),
    zone: z.string(),
    language: z.string(),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What the scenario gets.' }),
    variant: z.string().nullable(),
    priority: z.int(),
    deadlineAt: instant.nullable(),
    state,
    dueAt: instant.nullable().meta({ description: 'When the plan looks at it next.' }),
    reason: z.string().meta({ description: 'Why it waits or was finished: a word of the plan.' }),
    outcome: z.string().nullable(),
    attempts: z.int(),
    line: z.int().nullable().meta({ description: 'Line of the list that it came from.' }),
    createdAt: instant,
    changedAt: instant,
  })
  .meta({ id: 'Contact' })

const wholeContact = contact
  .extend({
    history: z.array(
      z.object({
        n: z.int(),
        at: instant,
        number: z.string(),
        outcome: z.string().nullable(),
        counted: z.boolean().meta({ description: "Whether it used up one of the patient's attempts." }),
        reason: z.string(),
        why: z.string().meta({ description: 'The reason in words.' }),
        version: z.string(),
        call: z.string().nullable().meta({
          description: 'Id of the call: its journal is at /api/calls/ID/journal. null: none was made, or nobody knows.',
        }),
      }),
    ),
    messages: z.array(
      z.object({
        at: instant,
        direction: z.string(),
        channel: z.string(),
        body: z.string(),
        state: z.string(),
        meaning: z.string().nullable(),
      }),
    ),
    next: z
      .object({
        kind: z.enum(['call', 'wait', 'message', 'finish', 'worklist']),
        at: instant.nullable(),
        reason: z.string(),
        why: z.string(),
      })
      .nullable()
      .meta({ description: 'What the plan would do now, and why; null: it is over, or the campaign cannot be used.' }),
    why: z.string().meta({ description: 'Why it is where it is, in words.' }),
  })
  .meta({ id: 'WholeContact' })

const columns = z.record(z.string(), z.array(z.string()))

/** What the API does with contacts. */
export const CONTACT_CONTRACTS = {
  listContacts: {
    method: 'GET',
    path: '/api/contacts',
    tag,
    summary: 'Contacts, page by page',
    role: 'operator',
    action: 'contacts.read',
    query: z.object({
      campaign: campaignName.optional(),
      person: id.optional(),
      state: state.optional(),
      outcome: z.string().max(80).optional(),
      ...paging,
    }),
    status: 200,
    answer: pageOf(contact),
  },
  findContacts: {
    method: 'POST',
    path: '/api/contacts/find',
    tag,
    summary: 'Contacts of a person by their number or key',
    description: 'In the body, so that no number is in an address, where logs would keep it.',
    role: 'operator',
    action: 'contacts.find',
    body: z.union([
      z.object({ number: phone }),
      z.object({
        key: z.string().min(1).max(200).meta({ description: "Id of the person, or the clinic's number of the patient." }),
      }),
    ]),
    status: 200,
    answer: z.object({
      items: z.array(contact),
      persons: z.array(id).meta({ description: 'Whose number or key it is, contacts or none: for /api/persons/ID.' }),
    }),
  },
  getContact: {
    method: 'GET',
    path: '/api/contacts/:id',
    tag,
    summary: 'A contact: its history, and why it was called, why not, and when next',
    role: 'operator',
    action: 'contact.read',
    params: z.object({ id }),
    status: 200,
    answer: wholeContact,
  },
  importContacts: {
    method: 'POST',
    path: '/api/campaigns/:name/imports',
    tag,
    summary: 'Import a list: CSV, XLSX, JSON or JSON lines',
    description:
      'The body is the file as it is. Encoding, separator and columns are found out; `columns` says what is not found. Every row ends imported, merged or refused; refused rows are at `refusedUrl` for a week, to be mended and imported again. Importing a list twice changes nothing.',
    role: 'operator',
    action: 'contacts.import',
    params: z.object({ name: campaignName }),
    query: z.object({
      file: z.string().min(1).max(200).default('list').meta({ description: 'Name of the file, for the records.' }),
      trial: z.stringbool().default(false).meta({ description: 'Only say what would come of it.' }),
      columns: z
        .string()
        .max(4000)
        .optional()
        .meta({ description: 'Columns by datum, as JSON.', examples: ['{"patient.name":["Pacjent"]}'] }),
      sheet: z.string().max(100).optional().meta({ description: 'Sheet of a workbook; default: the first.' }),
    }),
    body: z.unknown(),
    media: [
      'application/octet-stream',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/x-ndjson',
    ],
    status: 200,
    answer: z
      .object({
        id,
        isTrial: z.boolean(),
        form: z.string().meta({ examples: ['CSV, windows-1250, separated by ;'] }),
        columns,
        unused: z.array(z.string()),
        rows: z.int(),
        imported: z.int(),
        merged: z.int(),
        refused: z.int(),
        mended: z.int(),
        leftOut: z.int(),
        reasons: z.array(z.object({ reason: z.string(), rows: z.int() })),
        refusedUrl: z.string().nullable(),
      })
      .meta({ id: 'Import' }),
  },
  getRefusedRows: {
    method: 'GET',
    path: '/api/imports/:id/refused',
    tag,
    summary: 'The rows that an import refused, with line, reason and remedy',
    role: 'operator',
    action: 'contacts.refused',
    params: z.object({ id: z.uuid() }),
    status: 200,
    answer: z.string(),
    files: ['text/csv', 'application/x-ndjson'],
  },
  optOut: {
    method: 'POST',
    path: '/api/opt-outs',
    tag,
    summary: 'Note that somebody does not want to be called or written to',
    description: 'Once it is answered, nobody is called any more who said so.',
    role: 'operator',
    action: 'person.opt_out',
    body: z.object({
      subject: z.union([z.object({ person: id }), z.object({ number: phone })]),
      purpose: z.string().min(1).max(80).default('*').meta({ description: 'Of which calls; `*`: of all.' }),
      channel: z.enum(['call', 'sms', 'email', '*']).default('*'),
      evidence: z.string().max(200).optional().meta({ description: 'Where it is proved: a letter, a ticket.' }),
    }),
    status: 201,
    answer: z.object({ id }),
  },
  exportPerson: {
    method: 'GET',
    path: '/api/persons/:id',
    tag,
    summary: 'Everything that campaigns keep of a person (GDPR, art. 15)',
    role: 'admin',
    action: 'person.export',
    params: z.object({ id }),
    status: 200,
    answer: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  },
  exportNumber: {
    method: 'POST',
    path: '/api/numbers/export',
    tag,
    summary: 'Everything that is kept under a number and no person',
    description:
      'Texts and calls of somebody whom no list and no call has named; in the body, so that no number is in an address.',
    role: 'admin',
    action: 'number.export',
    body: z.object({ number: phone }),
    status: 200,
    answer: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  },
  eraseNumber: {
    method: 'POST',
    path: '/api/numbers/erase',
    tag,
    summary: 'Erase what is kept under a number and no person',
    description: 'An opt-out of the number stays. Persons who have the number are erased by their ids.',
    role: 'admin',
    action: 'number.erase',
    body: z.object({ number: phone }),
    status: 200,
    answer: z.object({ erased: z.record(z.string(), z.int()), journals: z.int() }),
  },
  erasePerson: {
    method: 'DELETE',
    path: '/api/persons/:id',
    tag,
    summary: 'Erase a person (GDPR, art. 17)',
    description:
      'Not while a call with them is under way. Opt-outs of their number stay: without them it would be called again. So does what the clinic has to document: visits that took place or are booked, visits at home, measured values; `kept` counts it.',
    role: 'admin',
    action: 'person.erase',
    params: z.object({ id }),
    status: 200,
    answer: z.object({ erased: z.record(z.string(), z.int()), kept: z.record(z.string(), z.int()), journals: z.int() }),
  },
} as const satisfies Readonly<Record<string, Contract>>
