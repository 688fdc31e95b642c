import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/engine/store/index.ts'
import { addContacts, claimAll, inboundCall, newId, NOON, numberOf, startCampaign } from './make-records.ts'
import { emptyStore, openPlaces, openTwo } from './store-places.ts'

const { places, close } = await openPlaces()
afterAll(close)

describe.each(places)('the records over %s', (_name, place) => {
  let store: Store
  let other: Store
  beforeAll(async () => {
    ;[store, other] = await openTwo(place)
  })
  afterAll(async () => {
    await store.close()
    if (other !== store) await other.close()
  })
  beforeEach(async () => {
    await emptyStore(store)
    await startCampaign(store)
  })

  describe('campaigns', () => {
    it('keeps each version for ever and calls under the last', async () => {
      const version = {
        campaign: 'visits',
        hash: 'v2',
        source: 'campaign: visits # changed',
        document: { calls: 2 },
        savedAt: NOON + 1,
      }
      await store.campaigns.saveVersion(version)
      await store.campaigns.saveVersion({ ...version, source: 'another text under the same hash' })
      expect(await other.campaigns.find('visits')).toMatchObject({ version: 'v2', state: 'running' })
      expect(await other.campaigns.findVersion('visits', 'v2')).toEqual(version)
      expect((await other.campaigns.listVersions('visits')).map(({ hash }) => hash)).toEqual(['v1', 'v2'])
    })
  })

  describe('people and contacts', () => {
    it('knows a person again by the key, whoever asks', async () => {
      await addContacts(store, 2)
      const again = await other.people.add(
        [
          {
            id: newId(),
            key: 'patient 1',
            name: 'Other',
            language: null,
            zone: null,
            numbers: [{ number: '+48221110000', kind: 'fixed' }],
          },
        ],
        NOON,
      )
      const person = await store.people.findByKey('patient 1')
      expect(again.get('patient 1')).toBe(person?.id)
      expect(person?.name).toBe('Person 1')
      expect(await store.people.listNumbers(person?.id ?? '')).toEqual([numberOf(1), '+48221110000'])
      expect((await store.people.listByNumber(numberOf(1))).map(({ key }) => key)).toEqual(['patient 1'])
    })
    it('adds a contact once by campaign, person and subject', async () => {
      const [first] = await addContacts(store, 1)
      await addContacts(other, 1)
      await addContacts(other, 1, { subject: 'visit 2' })
      const contacts = await store.contacts.list({ campaign: 'visits' })
      expect(contacts.map(({ subject }) => subject).sort()).toEqual(['', 'visit 2'])
      expect(contacts.find(({ subject }) => subject === '')?.id).toBe(first)
    })
    it('merges numbers and data without losing the first', async () => {
      const [id = ''] = await addContacts(store, 1)
      await store.contacts.merge(id, { numbers: ['+48220000009', numberOf(0)], data: { index: 9, note: 'x' } }, NOON)
      expect(await other.contacts.find(id)).toMatchObject({
        numbers: [numberOf(0), '+48220000009'],
        data: { index: 0, note: 'x' },
      })
    })
    it('takes names with half a sign or a null, which some lists have', async () => {
      const person = { id: 'p', key: 'half \ud83d', name: 'A\ud83d\0nna 🙂', language: 'pl', zone: 'Europe/Warsaw', numbers: [] }
      expect(await store.people.add([person], NOON)).toEqual(new Map([['half \ud83d', 'p']]))
      expect(await store.people.find('p')).toMatchObject({ name: 'A\ufffdnna 🙂' })
      expect(await store.people.findByKeys(['half \ud83d'])).toHaveLength(1)
    })
    it('adds thousands in one go', async () => {
      await addContacts(store, 3000)
      expect(await store.contacts.count('visits')).toEqual([{ state: 'waiting', outcome: null, count: 3000 }])
    })
    it('does not move a contact that is finished', async () => {
      const [id = ''] = await addContacts(store, 1)
      const step = { state: 'finished', dueAt: null, reason: 'reached', outcome: 'confirmed' } as const
      expect(await store.contacts.plan(id, step, NOON)).toBe(true)
      expect(await other.contacts.plan(id, { ...step, state: 'waiting', dueAt: NOON }, NOON)).toBe(false)
      expect(await store.contacts.find(id)).toMatchObject({ state: 'finished', outcome: 'confirmed', dueAt: null })
    })
  })

  describe('history', () => {
    it('looks over all campaigns, by person and by number', async () => {
      await startCampaign(store, 'survey')
      const [visit = ''] = await addContacts(store, 1)
      const [survey = ''] = await addContacts(store, 1, { campaign: 'survey' })
      const [neighbour = ''] = await addContacts(store, 1, { from: 5, campaign: 'survey', numbers: [numberOf(0)] })
      const first = await store.attempts.claim(claimAll())
      await store.attempts.end(first.claimed[0]?.attempt.id ?? '', { outcome: 'busy', at: NOON, counted: true })
      await store.people.markDead(numberOf(0), 'invalid_number', NOON)
      const contacts = await store.contacts.findMany([visit, survey, neighbour])
      const histories = await other.readHistories(contacts)
      expect(histories.get(visit)?.attempts).toHaveLength(1)
      expect(histories.get(visit)?.elsewhere).toEqual([])
      expect(histories.get(survey)?.elsewhere).toMatchObject([{ campaign: 'visits', outcome: 'busy' }])
      expect(histories.get(neighbour)?.elsewhere).toMatchObject([{ number: numberOf(0) }])
      expect(histories.get(neighbour)?.deadNumbers).toEqual(new Set([numberOf(0)]))
    })
  })

  describe('the ledger', () => {
    const entry = {
      subjectKind: 'number',
      subject: numberOf(0),
      purpose: '*',
      channel: 'call',
      source: 'sms',
      evidence: null,
    } as const
    it('puts an opt-out into force for every later claim, and keeps all that was said', async () => {
      await addContacts(store, 1)
      await other.ledger.record({ ...entry, id: newId(), kind: 'opt_out', at: NOON })
      await store.attempts.claim(
        claimAll({
          decide: (_contact, history) => {
            expect(history.optOuts).toMatchObject([{ subject: numberOf(0), channel: 'call' }])
            return { kind: 'finish', outcome: 'opted_out', reason: 'opted_out' }
          },
        }),
      )
      await other.ledger.record({ ...entry, id: newId(), kind: 'opt_in', channel: '*', at: NOON + 1 })
      expect((await store.ledger.listOf('number', numberOf(0))).map(({ kind }) => kind)).toEqual(['opt_out', 'opt_in'])
      const contacts = await store.contacts.list({})
      expect((await store.readHistories(contacts)).get(contacts[0]?.id ?? '')?.optOuts).toEqual([])
    })
  })

  describe('the outbox', () => {
    const letter = (name: string, more: object = {}) => ({
      id: newId(),
      kind: 'message',
      stream: 'person 1',
      idempotencyKey: name,
      payload: { name },
      dueAt: NOON,
      ...more,
    })
    it('takes a letter of one key once', async () => {
      expect(await store.outbox.add(letter('a'), NOON)).toBe(true)
      expect(await other.outbox.add(letter('a'), NOON)).toBe(false)
      expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
    })
    it('keeps the order of a stream, and lets other streams pass', async () => {
      expect(await store.outbox.findOldestDue(NOON)).toBeUndefined()
      await store.outbox.add(letter('first', { dueAt: NOON + 1000 }), NOON)
      expect(await store.outbox.findOldestDue(NOON)).toBeUndefined()
      expect(await store.outbox.findOldestDue(NOON + 5000)).toBe(NOON + 1000)
      await store.outbox.add(letter('second'), NOON)
      await store.outbox.add(letter('other', { stream: 'person 2' }), NOON)
      const take = async (now: number): Promise<unknown[]> =>
        (await other.outbox.take('message', now, 1000, 10)).map(({ payload }) => payload)
      const [fromOther] = await other.outbox.take('message', NOON, 1000, 10)
      expect(fromOther).toMatchObject({ payload: { name: 'other' } })
      await other.outbox.markDone(fromOther?.id ?? '', NOON)
      const [first] = await store.outbox.take('message', NOON + 1000, 1000, 10)
      expect(first).toMatchObject({ payload: { name: 'first' }, tries: 1 })
      await store.outbox.markFailed(first?.id ?? '', 'provider/down', NOON + 1000, NOON + 4000)
      expect(await take(NOON + 2000)).toEqual([])
      expect((await store.outbox.take('message', NOON + 4000, 1000, 10))[0]).toMatchObject({
        payload: { name: 'first' },
        tries: 2,
      })
      await store.outbox.markDone(first?.id ?? '', NOON + 4000)
      expect(await take(NOON + 4001)).toContainEqual({ name: 'second' })
    })
    it('goes on after a letter that can never be delivered, and takes again what a dead worker held', async () => {
      await store.outbox.add(letter('bad'), NOON)
      await store.outbox.add(letter('good'), NOON)
      const [bad] = await store.outbox.take('message', NOON, 1000, 10)
      expect(await other.outbox.take('message', NOON + 999, 1000, 10)).toEqual([])
      expect(await other.outbox.take('message', NOON + 1000, 1000, 10)).toMatchObject([{ payload: { name: 'bad' }, tries: 2 }])
      await store.outbox.markFailed(bad?.id ?? '', 'provider/refused', NOON)
      expect(await store.outbox.take('message', NOON + 1000, 1000, 10)).toMatchObject([{ payload: { name: 'good' } }])
      expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 1 })
    })
    it('cancels what has not been tried', async () => {
      await store.outbox.add(letter('sms'), NOON)
      expect(await store.outbox.cancel('person 1', 'message', NOON)).toBe(1)
      expect(await store.outbox.take('message', NOON, 1000, 10)).toEqual([])
    })
  })

  describe('messages, tasks, calls and lists', () => {
    it('finds the message that a reply belongs to', async () => {
      const message = {
        id: newId(),
        direction: 'out',
        channel: 'sms',
        template: 'reminder',
        contact: 'contact 1',
        campaign: 'visits',
        person: 'person 1',
        address: numberOf(0),
        body: 'Czy przyjdzie Pani?',
        state: 'queued',
        providerId: null,
        meaning: null,
        error: null,
        createdAt: NOON,
        changedAt: NOON,
      } as const
      await store.messages.add(message)
      await store.messages.advance(message.id, 'sent', { providerId: 'p1' }, NOON + 1)
      expect(await other.messages.findByProviderId('p1')).toMatchObject({
        ...message,
        state: 'sent',
        providerId: 'p1',
        changedAt: NOON + 1,
      })
      expect(await other.messages.listOfAddress(numberOf(0), NOON - 1)).toHaveLength(1)
      expect(await other.messages.listOfContact('contact 1')).toHaveLength(1)
    })
    it('gives a task to one person', async () => {
      const task = {
        id: newId(),
        kind: 'worklist',
        campaign: 'visits',
        contact: null,
        person: null,
        attempt: null,
        reason: 'attempts_used',
        note: null,
        priority: 0,
        state: 'open',
        assignee: null,
        dueAt: null,
        createdAt: NOON,
        closedAt: null,
      } as const
      await store.tasks.add(task)
      await store.tasks.add({ ...task, id: newId(), priority: 3 })
      const taken = await Promise.all([store.tasks.take(task.id, 'ann'), other.tasks.take(task.id, 'ben')])
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect((await store.tasks.list({})).map(({ priority }) => priority)).toEqual([3, 0])
      expect([await store.tasks.close(task.id, NOON), await other.tasks.close(task.id, NOON)]).toEqual([true, false])
    })
    it('keeps what is known of a call', async () => {
      await store.calls.save(inboundCall('call 9'))
      const ended = {
        ...inboundCall('call 9'),
        outcome: 'completed',
        result: { answer: 5 },
        endedAt: NOON + 60_000,
        attempt: 'attempt 1',
        person: 'p',
      }
      await other.calls.save(ended)
      expect(await store.calls.find('call 9')).toEqual(ended)
      expect(await store.calls.listOfAttempt('attempt 1')).toEqual([ended])
      expect(await store.calls.listOfPerson('p')).toEqual([ended])
    })
    it('keeps mappings by name and what an import brought', async () => {
      await store.lists.saveMapping('his', { phone: 'Telefon' }, NOON)
      await store.lists.saveMapping('his', { phone: 'Tel.' }, NOON)
      expect(await other.lists.findMapping('his')).toEqual({ phone: 'Tel.' })
      expect(await other.lists.listMappings()).toEqual(['his'])
      const record = {
        id: newId(),
        campaign: 'visits',
        file: 'list.csv',
        mapping: null,
        rows: 3,
        imported: 1,
        merged: 1,
        refused: 1,
        at: NOON,
      }
      await store.lists.saveImport(record)
      expect(await other.lists.listImports('visits')).toEqual([record])
    })
  })

  describe('a person', () => {
    const personOf = async (index: number): Promise<string> => (await store.people.findByKey(`patient ${index}`))?.id ?? ''
    it('can be told everything that is kept', async () => {
      await addContacts(store, 2)
      await store.attempts.claim(claimAll())
      const data = await other.readPersonData(await personOf(0))
      expect(Object.fromEntries(Object.entries(data ?? {}).map(([kind, rows]) => [kind, rows.length]))).toEqual({
        person: 1,
        numbers: 1,
        contacts: 1,
        attempts: 1,
        calls: 0,
        messages: 0,
        tasks: 0,
        letters: 0,
        ledger: 0,
      })
      expect(await store.readPersonData('nobody')).toBeUndefined()
    })
    it('is erased when no call is under way, and nobody else with them', async () => {
      await addContacts(store, 2)
      await addContacts(store, 1, { subject: 'visit 2' })
      const { claimed } = await store.attempts.claim(claimAll())
      const id = await personOf(0)
      expect(await store.erasePerson(id, NOON)).toBeUndefined()
      for (const { attempt } of claimed) await store.attempts.end(attempt.id, { outcome: 'no_answer', at: NOON, counted: true })
      await store.calls.save({
        ...inboundCall('call 1'),
        person: id,
        number: numberOf(0),
        journal: 'calls/1.jsonl',
        result: { answer: 5 },
      })
      await store.ledger.record({
        id: newId(),
        kind: 'opt_out',
        subjectKind: 'number',
        subject: numberOf(0),
        purpose: '*',
        channel: '*',
        source: 'call',
        evidence: null,
        at: NOON,
      })
      const erasure = await other.erasePerson(id, NOON)
      expect(erasure).toMatchObject({ counts: { contacts: 2, attempts: 1, calls: 1, numbers: 1 }, journals: ['calls/1.jsonl'] })
      const left = JSON.stringify(await store.readPersonData(id))
      for (const personal of ['Person 0', numberOf(0), '"index":0', ':5}']) expect(left).not.toContain(personal)
      expect(await store.contacts.list({ state: 'finished' })).toHaveLength(2)
      expect(await store.people.listByNumber(numberOf(1))).toHaveLength(1)
      // The opt-out of the number stays: the next list must not bring the call back.
      expect(await store.ledger.listOf('number', numberOf(0))).toHaveLength(1)
      // Who comes again is somebody new.
      await addContacts(store, 1)
      expect(await personOf(0)).not.toBe(id)
    })
  })

  describe('the audit log', () => {
    const entry = { at: NOON, actor: 'cli', action: 'campaign.start', subject: 'visits', details: { contacts: 3 } }
    it('is one chain, whoever writes', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? store : other).audit.append(entry)))
      expect((await store.audit.list(1, 100)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      expect(await other.audit.verify()).toBeUndefined()
    })
    it('shows an entry that was changed, and one that is missing', async () => {
      for (let count = 0; count < 3; count++) await store.audit.append(entry)
      await store.database.updateTable('audit').set({ actor: 'somebody else' }).where('position', '=', 2).execute()
      expect(await store.audit.verify()).toBe(2)
      await store.database.deleteFrom('audit').where('position', '=', 1).execute()
      expect(await store.audit.verify()).toBe(1)
    })
  })
})
