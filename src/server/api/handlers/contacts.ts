import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { explainReason } from '../../../engine/campaigns/index.ts'
import type { ContactRecord, PersonData, Store } from '../../../engine/store/index.ts'
import { explainContact } from '../../campaigns/explain-contact.ts'
import { judgeCampaign } from '../../campaigns/open-campaign.ts'
import type { CONTACT_CONTRACTS } from '../../contracts/contacts.ts'
import { maskNumber } from '../../mask-number.ts'
import { eraseNumber, erasePerson } from '../../people/erase-person.ts'
import { readPerson } from '../../people/read-person.ts'
import { findPersons } from '../../people/find-persons.ts'
import { CURSORS, makePage, readCursor } from '../cursors.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { notFound, RequestProblem } from '../request-problem.ts'
import type { Upload } from '../take-upload.ts'
import { writeFindings } from '../write-findings.ts'
import { writeInstant, writeInstantOrNull } from '../write-instant.ts'

/** Contacts, lists, and what persons may ask for. */
export function createContactHandlers(context: HandlerContext): Handlers<typeof CONTACT_CONTRACTS> {
  const { store, clock, settings, events, aside } = context
  return {
    async listContacts({ query: { limit, cursor, campaign, person, state, outcome } }) {
      const [after] = readCursor(CURSORS.id, cursor) ?? []
      const rows = await store.contacts.list({
        ...(campaign !== undefined && { campaign }),
        ...(person !== undefined && { person }),
        ...(state !== undefined && { state }),
        ...(outcome !== undefined && { outcome }),
        ...(after !== undefined && { after }),
        limit: limit + 1,
      })
      const page = makePage(rows, limit, writeContact, ({ id }) => [id])
      return { body: page, subject: campaign ?? '*', details: { count: page.items.length } }
    },
    async findContacts({ body }) {
      const persons = await findPersons(store, 'number' in body ? body.number : body.key)
      const ids = persons.map(({ id }) => id)
      const contacts = await store.contacts.findByPersons(ids)
      const subject = ids.join(' ') || 'nobody'
      return { body: { items: contacts.map(writeContact), persons: ids }, subject, details: { count: contacts.length } }
    },
    async getContact({ params: { id } }) {
      const contact = await store.contacts.find(id)
      if (contact === undefined) throw notFound('contact')
      const opened = (name: string) => {
        const judged = judgeCampaign(context.campaigns.current(), context.workspace(), name)
        return Promise.resolve(judged.kind === 'opened' ? judged : undefined)
      }
      const explained = await explainContact(store, contact, clock.now(), opened)
      return { body: { ...writeContact(contact), ...(await writeHistory(store, contact, explained)) }, subject: id }
    },
    async importContacts({ params: { name }, query: { file, trial, columns, sheet }, body, key }) {
      const result = await aside.run('import', {
        campaign: name,
        path: (body as Upload).path,
        file,
        isTrial: trial,
        given: readColumns(columns),
        ...(sheet !== undefined && { sheet }),
        actor: key.name,
        now: clock.now(),
      })
      if (result.kind === 'unknown') throw notFound('campaign')
      if (result.kind === 'faulty')
        throw new RequestProblem(422, 'faulty-campaign', 'The campaign has errors.', {
          remedy: 'Mend them; see "findings".',
          findings: writeFindings(result.findings),
        })
      if (result.kind === 'refused') throw new RequestProblem(422, 'unknown-columns', result.message, { remedy: result.hint })
      const { hasRefused, kind: _, ...report } = result
      const { id, imported, merged, refused } = report
      if (!trial) events.publish({ kind: 'import', at: clock.now(), facts: { campaign: name, imported, merged, refused } })
      return {
        body: { ...report, isTrial: trial, refusedUrl: hasRefused ? `/api/imports/${id}/refused` : null },
        isAudited: true,
      }
    },
    async getRefusedRows({ params: { id } }) {
      const folder = join(settings.data, 'imports')
      const names = await readdir(folder).catch(() => [])
      const name = names.find(one => one === `${id}.refused.csv` || one === `${id}.refused.jsonl`)
      if (name === undefined) throw notFound('file of refused rows', 'It is kept for a week, where the list was imported.')
      const type = name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
      return { file: { type, name, content: await readFile(join(folder, name)) }, subject: id }
    },
    async optOut({ body: { subject, purpose, channel, evidence }, key }) {
      const id = randomUUID()
      const about =
        'person' in subject
          ? ({ subjectKind: 'person', subject: subject.person } as const)
          : ({ subjectKind: 'number', subject: subject.number } as const)
      if (about.subjectKind === 'person' && (await store.people.find(about.subject)) === undefined) throw notFound('person')
      await store.ledger.record({
        id,
        kind: 'opt_out',
        ...about,
        purpose,
        channel,
        source: 'staff',
        evidence: evidence ?? `key ${key.name}`,
        at: clock.now(),
      })
      // A number is personal data, which the audit log does not hold: the entry of the ledger has it.
      return {
        body: { id },
        subject: about.subjectKind === 'person' ? about.subject : id,
        details: { purpose, channel, entry: id },
      }
    },
    async exportPerson({ params: { id } }) {
      const data = await readPerson(store, id)
      if (data === undefined) throw notFound('person')
      return { body: writeData(data), subject: id }
    },
    async exportNumber({ body: { number } }) {
      return { body: writeData(await store.readNumberData(number)), subject: maskNumber(number) }
    },
    async eraseNumber({ body: { number }, key }) {
      const { counts, journals } = await eraseNumber(store, settings.data, number, { actor: key.name, now: clock.now() })
      return { body: { erased: { ...counts }, journals: journals.length }, isAudited: true }
    },
    async erasePerson({ params: { id }, key }) {
      const by = { actor: key.name, now: clock.now(), alsoPatient: true }
      const erasure = await erasePerson(store, settings.data, id, by)
      if (erasure !== undefined)
        return {
          body: { erased: { ...erasure.counts }, kept: { ...erasure.kept }, journals: erasure.journals.length },
          isAudited: true,
        }
      if ((await store.people.find(id)) === undefined) throw notFound('person')
      throw new RequestProblem(409, 'call-under-way', 'A call with this person is under way.', {
        remedy: 'Erase the person when it has ended.',
      })
    },
  }
}

const writeData = (data: PersonData) => z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).parse(data)

/** A contact as the API shows it. */
export function writeContact({ subject: _subject, importId: _import, ...contact }: ContactRecord) {
  const { numbers, data, deadlineAt, dueAt, createdAt, changedAt } = contact
  return {
    ...contact,
    numbers: [...numbers],
    data: { ...data },
    deadlineAt: writeInstantOrNull(deadlineAt),
    dueAt: writeInstantOrNull(dueAt),
    createdAt: writeInstant(createdAt),
    changedAt: writeInstant(changedAt),
  }
}

async function writeHistory(store: Store, contact: ContactRecord, { next }: Awaited<ReturnType<typeof explainContact>>) {
  const attempts = await store.attempts.listOfContact(contact.id)
  const messages = await store.messages.listOfContact(contact.id)
  return {
    history: attempts.map(({ n, claimedAt, number, outcome, counted, reason, version, callSid }) => ({
      n,
      at: writeInstant(claimedAt),
      number,
      outcome,
      counted,
      reason,
      why: explainReason(reason),
      version,
      call: callSid,
    })),
    messages: messages.map(({ createdAt, direction, channel, body, state, meaning }) => ({
      at: writeInstant(createdAt),
      direction,
      channel,
      body,
      state,
      meaning,
    })),
    next:
      next === undefined
        ? null
        : {
            kind: next.kind,
            at: 'at' in next ? writeInstant(next.at) : null,
            reason: next.reason,
            why: explainReason(next.reason),
          },
    why: explainReason(contact.reason),
  }
}

function readColumns(text: string | undefined): Readonly<Record<string, readonly string[]>> {
  if (text === undefined) return {}
  try {
    return z.record(z.string(), z.array(z.string())).parse(JSON.parse(text))
  } catch {
    throw new RequestProblem(400, 'invalid-request', '"columns" is no JSON of columns by datum.', {
      remedy: 'Write it as {"patient.name":["Pacjent"]}.',
    })
  }
}
