import type { HealthcareService, PractitionerRole } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FhirClinic } from '../../../../src/engine/clinic/fhir/index.ts'
import { createKnowledgeServices, NO_KNOWLEDGE, readFacts } from '../../../../src/engine/clinic/index.ts'
import { LANGUAGES } from '../../../../src/scenarios/model/documents.ts'
import { createSpeaking } from '../../../../src/engine/speaking/index.ts'
import { makeRequest } from '../../../unit/clinic/make-request.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { fillServer, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
let clinic: FhirClinic
beforeEach(async () => {
  server = await startFhirServer()
  await fillServer(server, 0)
  clinic = await openClinic(server, { more: 'service_comment: preparation' })
})
afterEach(() => server.close())

/** What a caller who asks is told, as the voice of each language says it. */
const ask = async (topic: string, words: string, facts = ''): Promise<Record<string, string>> => {
  const system = await clinic.listFacts()
  const knowledge = { ...NO_KNOWLEDGE, facts: readFacts(facts).facts, systemFacts: system }
  const services = createKnowledgeServices(() => knowledge, { now: () => NOW, zone: 'Europe/Warsaw' })
  const { result, values } = await services.call(makeRequest('find_fact', { topic, words }, 'k'))
  if (result !== 'done') return { result } as Record<string, string>
  const speaking = createSpeaking()
  const spoken = LANGUAGES.map(language => [
    language,
    speaking.format(values['answer'], { kind: 'text', optional: false }, undefined, language, { zone: 'Europe/Warsaw' } as never),
  ])
  return { result, ...Object.fromEntries(spoken) } as Record<string, string>
}
const giveRole = (more: Partial<PractitionerRole> = {}) =>
  server.add<PractitionerRole>({
    resourceType: 'PractitionerRole',
    active: true,
    practitioner: { reference: 'Practitioner/nowak' },
    specialty: [{ coding: [{ system: 'http://snomed.info/sct', code: '394579002', display: 'Cardiology' }] }],
    availableTime: [
      { daysOfWeek: ['tue', 'thu'], availableStartTime: '09:00:00', availableEndTime: '14:00:00' },
      { daysOfWeek: ['fri'], availableStartTime: '08:15:00', availableEndTime: '13:00:00' },
      { daysOfWeek: ['sat'], availableStartTime: '08:00:00' },
    ],
    ...more,
  })

describe('what a FHIR server tells callers of the clinic', () => {
  it('when a doctor is in, in five languages, as they are spoken', async () => {
    await giveRole()
    expect(await ask('hours', 'kiedy przyjmuje doktor Nowak')).toEqual({
      result: 'done',
      pl: 'Anna Nowak przyjmuje we wtorki i czwartki od dziewiątej do czternastej, w piątki od ósmej piętnaście do trzynastej.',
      ru: 'Anna Nowak принимает по вторникам и четвергам с девяти часов до четырнадцати часов, по пятницам с восьми пятнадцати до тринадцати часов.',
      uk: "Anna Nowak приймає щовівторка і щочетверга з дев'ятої до чотирнадцятої, щоп'ятниці з восьмої п'ятнадцять до тринадцятої.",
      ca: "Anna Nowak visita els dimarts i els dijous de les nou del matí a les dues de la tarda, els divendres d'un quart de nou del matí a la una del migdia.",
      en: "Anna Nowak sees patients on Tuesdays and Thursdays from nine o'clock in the morning to two o'clock in the afternoon, on Fridays from eight fifteen in the morning to one o'clock in the afternoon.",
    })
  })

  it('by the specialty too, where only one doctor has it', async () => {
    await giveRole()
    expect((await ask('hours', 'godziny cardiology')).result).toBe('done')
    await server.repository.withSeeding(() =>
      server.add({ resourceType: 'Practitioner', id: 'lis', name: [{ family: 'Lis', given: ['Ewa'] }] }),
    )
    await giveRole({ practitioner: { reference: 'Practitioner/lis' } })
    expect((await ask('hours', 'godziny cardiology')).result).toBe('unknown')
    expect((await ask('hours', 'kiedy jest Lis'))['pl']).toMatch(/^Ewa Lis przyjmuje/)
  })

  it('of a doctor at two places both, each by its name; of one who has left nothing', async () => {
    await server.repository.withSeeding(() => server.add({ resourceType: 'Location', id: 'wolska', name: 'Poradnia Wolska' }))
    await giveRole({
      location: [{ reference: 'Location/lesna' }],
      availableTime: [{ daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'], allDay: true }],
    })
    await giveRole({
      location: [{ reference: 'Location/wolska' }],
      availableTime: [{ daysOfWeek: ['wed'], availableStartTime: '10:00:00', availableEndTime: '12:00:00' }],
    })
    expect((await ask('hours', 'Nowak'))['pl']).toBe(
      'Anna Nowak przyjmuje od poniedziałku do piątku przez całą dobę, Poradnia Leśna, w środy od dziesiątej do dwunastej, Poradnia Wolska.',
    )
    await giveRole({ active: false, practitioner: { reference: 'Practitioner/gone', display: 'Jan Dawny' } })
    expect((await ask('hours', 'Dawny')).result).toBe('unknown')
  })

  it('where its places are, and when they are open', async () => {
    await server.add({
      resourceType: 'Location',
      status: 'active',
      name: 'Poradnia Wolska',
      alias: ['laboratorium'],
      address: { line: ['ul. Wolska 1'], city: 'Kraków', postalCode: '30-002' },
      telecom: [{ system: 'phone', value: '+48221234567' }],
      hoursOfOperation: [
        { daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], openingTime: '07:00:00', closingTime: '19:00:00' },
      ],
    })
    expect((await ask('place', 'gdzie jest laboratorium'))['pl']).toBe(
      'Poradnia Wolska, adres: ulica Wolska jeden, Kraków, telefon: dwadzieścia dwa, sto dwadzieścia trzy, czterdzieści pięć, sześćdziesiąt siedem.',
    )
    expect((await ask('hours', 'laboratorium'))['en']).toBe(
      "Poradnia Wolska is open every day from seven o'clock in the morning to seven o'clock in the evening.",
    )
  })

  it('how to prepare, where the mapping says that comments are about it, and in its translations', async () => {
    await server.add<HealthcareService>({
      resourceType: 'HealthcareService',
      active: true,
      name: 'USG',
      comment: 'Proszę być na czczo.',
      _comment: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/translation',
            extension: [
              { url: 'lang', valueCode: 'en' },
              { url: 'content', valueString: 'Please come with an empty stomach.' },
            ],
          },
        ],
      },
    } as HealthcareService)
    expect(await ask('preparation', 'do USG')).toMatchObject({
      pl: 'Proszę być na czczo.',
      en: 'Please come with an empty stomach.',
    })
    expect(await (await openClinic(server)).listFacts()).toEqual([])
  })

  it('with the day on which that was last seen to', async () => {
    const { meta } = await giveRole()
    expect((await clinic.listFacts()).map(({ verified }) => verified)).toEqual([meta?.lastUpdated?.slice(0, 10)])
  })

  it('gives way to facts.yaml', async () => {
    await giveRole()
    const file = `facts: { hours: [{ when_said: { pl: [Nowak] }, verified: 2026-05-04, answer: { pl: "Pani doktor jest na urlopie." } }] }`
    expect((await ask('hours', 'doktor Nowak', file))['pl']).toBe('Pani doktor jest na urlopie.')
    const staff = `facts: { hours: [{ verified: 2026-05-04, answer: staff }] }`
    expect((await ask('hours', 'doktor Nowak', staff))['pl']).toMatch(/^Anna Nowak przyjmuje/)
    expect((await ask('hours', 'recepcja', staff)).result).toBe('for_staff')
  })
})
