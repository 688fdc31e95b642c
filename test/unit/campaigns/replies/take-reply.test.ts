import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReplyWorld, HOUR, NOON, NUMBER, plan } from './reply-world.ts'

type World = Awaited<ReturnType<typeof createReplyWorld>>
const open = async (...args: Parameters<typeof createReplyWorld>): Promise<World> => {
  const world = await createReplyWorld(...args)
  await world.addContact('c1')
  return world
}
const dial = (world: World, id: string) =>
  world.store.attempts.advance(id, { state: 'dialling', at: world.clock.now(), fence: 1 })

describe('a reply that tells of danger', () => {
  it('is told whom to call, and is an urgent task, however much is written', async () => {
    for (const text of [
      'bardzo mnie boli w klatce piersiowej',
      `Dzień dobry, piszę w sprawie tej wizyty, bo od rana nie czuję się dobrze i nie wiem, co mam zrobić, mąż jest w pracy i jestem sama w domu. Bardzo mnie boli w klatce piersiowej.`,
    ]) {
      const world = await open()
      await world.reply(text)
      expect(await world.answers()).toEqual(['reply_emergency'])
      expect(await world.store.tasks.list({ state: 'open' })).toMatchObject([{ reason: 'emergency', priority: 100 }])
    }
  })
})
describe('a message of somebody to whom nobody wrote lately', () => {
  const TEXT = 'bardzo mnie boli w klatce piersiowej'
  const silent = async () => {
    const world = await createReplyWorld()
    await world.addContact('c1')
    world.clock.advanceTo(NOON + 15 * 24 * HOUR)
    return world
  }
  it('that tells of danger is told whom to call, and is a task that says who it is', async () => {
    const world = await silent()
    await world.reply(TEXT)
    expect(await world.answers()).toEqual(['reply_emergency'])
    expect(await world.store.tasks.list({})).toMatchObject([
      { reason: 'emergency', priority: 100, contact: null, person: 'person c1', note: `${NUMBER}: ${TEXT}` },
    ])
  })
  it('of a household says the number alone; of one whom nobody knows as well', async () => {
    const world = await silent()
    await world.addContact('c2')
    world.clock.advanceTo(NOON + 30 * 24 * HOUR)
    await world.reply(TEXT)
    await world.reply('ANULUJ', '+48600000299')
    expect(await world.store.tasks.list({})).toMatchObject([
      { reason: 'emergency', person: null, note: `${NUMBER}: ${TEXT}` },
      { reason: 'cancel', person: null, note: '+48600000299: ANULUJ' },
    ])
    expect(await world.contact()).toMatchObject({ state: 'waiting' })
  })
})
describe('a reply that wants no calls', () => {
  it('is told that there will be neither calls nor messages', async () => {
    const world = await open()
    await world.reply('nie dzwońcie do mnie')
    expect(await world.answers()).toEqual(['reply_stopped_calling'])
  })
})
describe('a reply that confirms', () => {
  it('confirms the visit at the clinic, finishes the contact, and only then thanks, once', async () => {
    const world = await open()
    await world.reply('TAK')
    expect(await world.contact()).toMatchObject({ state: 'answering', reason: 'replied' })
    expect(await world.answers()).toEqual([])
    await world.serve()
    expect(world.requests).toMatchObject([{ contract: { name: 'confirm_visit' }, input: { id: 'visit of c1' } }])
    expect(await world.contact()).toMatchObject({ state: 'finished', outcome: 'confirmed' })
    expect(await world.answers()).toEqual(['reply_confirmed'])
    expect(await world.tasks()).toEqual([])
  })
  it('is told to the clinic with its outcome, in the order of the patient', async () => {
    const world = await open()
    await world.reply('TAK')
    await world.serve()
    const letters = (await world.store.outbox.listUndelivered(9)).filter(({ kind }) => kind === 'clinic')
    expect(letters).toMatchObject([
      {
        stream: 'clinic person person c1',
        payload: {
          contract: { name: 'note_contact' },
          input: { id: 'visit of c1', about: 'confirmations', channel: 'sms', outcome: 'confirmed' },
        },
      },
    ])
  })
  it('is the same reply when the provider tells it twice', async () => {
    const world = await open()
    await world.reply('TAK', NUMBER, 'same')
    await world.reply('TAK', NUMBER, 'same')
    await world.serve()
    expect(world.requests).toHaveLength(1)
    expect(await world.tasks()).toEqual([])
  })
  it('becomes a task, and nothing is promised, when the clinic does not do it', async () => {
    const world = await open(() => ({ result: 'gone', values: {} }))
    await world.reply('TAK')
    await world.serve()
    expect(await world.contact()).toMatchObject({ state: 'worklist' })
    expect(await world.tasks()).toEqual([{ kind: 'reply', reason: 'gone', contact: 'c1' }])
    expect(await world.answers()).toEqual(['reply_passed_on'])
  })
  it('is seen to under one key as long as the clinic is away', async () => {
    let calls = 0
    const world = await open(() => {
      calls += 1
      if (calls < 3) throw new Error('away')
      return { result: 'done', values: {} }
    })
    await world.reply('ANULUJ')
    await world.serve(10 * 60_000)
    expect(new Set(world.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(world.requests.at(-1)?.contract.name).toBe('cancel_visit')
    expect(await world.contact()).toMatchObject({ state: 'finished', outcome: 'cancelled' })
  })
})

describe('a reply cancels the queued call', () => {
  it('in every order of claim, order to call and reply: no order leaves after it, and one that left goes on', async () => {
    const steps = fc.shuffledSubarray(['claim', 'dial', 'reply'] as const, { minLength: 3, maxLength: 3 })
    const texts = fc.constantFrom('TAK', 'ANULUJ', 'NIE', 'przełożyć', 'dziwna wiadomość')
    await fc.assert(
      fc.asyncProperty(steps, texts, async (order, text) => {
        const world = await open()
        let attempt: string | undefined
        let dialled = false
        let isReplied = false
        let isLate = false
        // The message was given its time: the call is due.
        world.clock.advanceTo(NOON + 5.9 * HOUR)
        for (const step of order) {
          if (step === 'reply') {
            await world.reply(text)
            isReplied = true
          } else if (step === 'claim') {
            world.clock.advanceTo(NOON + 6.1 * HOUR)
            attempt = (await world.claim()).claimed[0]?.attempt.id
            isLate ||= isReplied && attempt !== undefined
          } else if (attempt !== undefined) {
            dialled = await dial(world, attempt)
            isLate ||= isReplied && dialled
          }
        }
        expect(isLate).toBe(false)
        const { state } = await world.contact()
        expect(state === 'calling').toBe(dialled)
        // Whatever was asked for, somebody or something sees to it.
        await world.serve()
        const isSeenTo = world.requests.length > 0 || (await world.tasks()).length > 0
        expect(isSeenTo).toBe(true)
        await world.store.close()
      }),
      { numRuns: 30 },
    )
  }, 60_000)
  it('when it comes during a call, a person reads it, and nobody is called again by itself', async () => {
    const world = await open()
    world.clock.advanceTo(NOON + 6.1 * HOUR)
    const [claimed] = (await world.claim()).claimed
    if (claimed === undefined) throw new Error('nobody was due')
    await dial(world, claimed.attempt.id)
    world.clock.advanceTo(NOON + 6.2 * HOUR)
    await world.reply('TAK')
    expect(await world.tasks()).toEqual([{ kind: 'reply', reason: 'during_call', contact: 'c1' }])
    const end = { outcome: 'no_answer', at: world.clock.now(), counted: true }
    await world.store.attempts.end(claimed.attempt.id, end)
    const contact = await world.contact()
    const history = (await world.store.readHistories([contact])).get('c1')
    if (history === undefined) throw new Error('there is no history')
    expect(plan.decide(contact, history, world.clock.now())).toMatchObject({ kind: 'worklist', reason: 'replied' })
  })
})

describe('STOP', () => {
  it('ends messages and leaves visit and call as they are', async () => {
    const world = await open()
    await world.reply('STOP')
    await world.serve()
    expect(world.requests).toEqual([])
    expect(await world.answers()).toEqual(['reply_stopped'])
    expect(await world.store.ledger.listOptOuts([NUMBER, 'person c1'])).toMatchObject([{ channel: 'sms' }, { channel: 'sms' }])
    world.clock.advanceTo(NOON + 6.1 * HOUR)
    expect((await world.claim()).claimed).toHaveLength(1)
  })
  it('takes back messages that have not left', async () => {
    const world = await open()
    const queued = { direction: 'out', channel: 'sms', template: 'please_confirm', state: 'queued', providerId: null } as const
    const whose = { contact: 'c1', campaign: 'confirmations', person: 'person c1', address: NUMBER, meaning: null, error: null }
    await world.store.messages.add({ ...queued, ...whose, id: 'waits', body: '…', createdAt: NOON, changedAt: NOON })
    await world.reply('СТОП')
    expect(await world.store.messages.find('waits')).toMatchObject({ state: 'cancelled' })
  })
  it('is taken back by START, in the ledger too, and messages leave again', async () => {
    const world = await open()
    await world.reply('STOP')
    await world.reply('Start, proszę')
    expect(await world.store.ledger.listOptOuts([NUMBER, 'person c1'])).toEqual([])
    const entries = await world.store.ledger.listOf('number', NUMBER)
    expect(entries.map(({ kind, channel, source }) => ({ kind, channel, source }))).toEqual([
      { kind: 'opt_out', channel: 'sms', source: 'sms' },
      { kind: 'opt_in', channel: 'sms', source: 'sms' },
    ])
    expect((await world.store.ledger.listOf('person', 'person c1')).map(({ kind }) => kind)).toEqual(['opt_out', 'opt_in'])
    expect((await world.answers()).toSorted()).toEqual(['reply_started', 'reply_stopped'])
    expect(await world.tasks()).toEqual([])
    // It was no answer: the call is made.
    world.clock.advanceTo(NOON + 6.1 * HOUR)
    expect((await world.claim()).claimed).toHaveLength(1)
  })
  it('to calls as well is not taken back by a machine: a person reads the START', async () => {
    const world = await open()
    await world.reply('nie dzwońcie do mnie')
    await world.reply('START')
    expect(await world.store.ledger.listOptOuts([NUMBER])).toMatchObject([{ channel: '*' }])
    expect((await world.tasks()).map(({ reason }) => reason)).toEqual(['start'])
    expect((await world.claim()).claimed).toEqual([])
  })
  it('is what START is about: without it a person reads', async () => {
    const world = await open()
    await world.reply('START')
    expect((await world.tasks()).map(({ reason }) => reason)).toEqual(['unclear'])
    expect(await world.store.ledger.listOf('number', NUMBER)).toEqual([])
  })
  it('to calls as well is heard by the plan', async () => {
    const world = await open()
    await world.reply('nie dzwońcie do mnie')
    expect((await world.claim()).claimed).toEqual([])
    expect(await world.contact()).toMatchObject({ state: 'finished', outcome: 'opted_out' })
  })
})

describe('a reply that asks for a call', () => {
  it('is called at the hour that it names', async () => {
    const world = await open()
    await world.reply('zadzwońcie o 17')
    expect((await world.claim()).claimed).toEqual([])
    expect(await world.contact()).toMatchObject({ state: 'waiting', dueAt: NOON + 5 * HOUR, reason: 'asked_to_call_back' })
    world.clock.advanceTo(NOON + 5 * HOUR)
    expect((await world.claim()).claimed).toMatchObject([{ attempt: { reason: 'asked_to_call_back' } }])
  })
  it('without an hour, is called at once', async () => {
    const world = await open()
    await world.reply('proszę zadzwonić')
    expect((await world.claim()).claimed).toHaveLength(1)
    expect(await world.answers()).toEqual(['reply_will_call'])
  })
  it('of somebody who is in no campaign becomes a callback', async () => {
    const world = await open()
    await world.reply('zadzwońcie o 17', '+48600000299', 'wish')
    expect(world.wishes).toEqual([
      { way: 'sms', number: '+48600000299', evidence: 'wish', language: 'pl', callAt: NOON + 5 * HOUR, note: 'zadzwońcie o 17' },
    ])
    expect(await world.tasks()).toEqual([])
  })
})

describe('a reply that nobody can be sure of', () => {
  it('is a task with what was written, and no call meanwhile', async () => {
    const world = await open()
    await world.reply('Czy mogę przyjść z córką?')
    expect(await world.store.tasks.list({})).toMatchObject([
      { kind: 'reply', reason: 'unclear', note: 'Czy mogę przyjść z córką?' },
    ])
    world.clock.advanceTo(NOON + 6.1 * HOUR)
    expect((await world.claim()).claimed).toEqual([])
  })
  it('changes nothing when the number has two open contacts', async () => {
    const world = await open()
    await world.addContact('c2')
    await world.reply('ANULUJ')
    await world.serve()
    expect(world.requests).toEqual([])
    expect(await world.tasks()).toMatchObject([{ kind: 'reply', reason: 'several' }])
  })
  it('comes first when it tells of danger', async () => {
    const world = await open()
    await world.reply('boli mnie w klatce piersiowej')
    expect(await world.store.tasks.list({})).toMatchObject([{ reason: 'emergency', priority: 100 }])
  })
  it('after an answer that is being seen to, is for a person', async () => {
    const world = await open()
    await world.reply('TAK')
    await world.reply('ANULUJ')
    await world.serve()
    expect(world.requests).toHaveLength(1)
    expect(await world.tasks()).toEqual([{ kind: 'reply', reason: 'second_reply', contact: 'c1' }])
  })
  it('after the contact is done, is for a person', async () => {
    const world = await open()
    await world.store.contacts.plan('c1', { state: 'finished', dueAt: null, reason: 'reached', outcome: 'moved' }, NOON)
    await world.reply('ANULUJ')
    await world.serve()
    expect(world.requests).toEqual([])
    expect(await world.tasks()).toEqual([{ kind: 'reply', reason: 'after_end', contact: 'c1' }])
  })
  it('after nobody was reached, still confirms', async () => {
    const world = await open()
    const step = { state: 'worklist', dueAt: null, reason: 'attempts_used', outcome: 'unreached' } as const
    await world.store.contacts.plan('c1', step, NOON)
    await world.reply('TAK')
    await world.serve()
    expect(await world.contact()).toMatchObject({ state: 'finished', outcome: 'confirmed' })
  })
})
