import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmbeddedClinic } from '../../../src/engine/clinic/embedded/index.ts'
import { answerFromKnowledge, NO_KNOWLEDGE } from '../../../src/engine/clinic/knowledge/index.ts'
import { listWaiting } from '../../../src/engine/clinic/waiting-list/index.ts'
import type { ServiceContract } from '../../../src/scenarios/model/documents.ts'
import { readWeekdays } from '../../../src/engine/clinic/lists/words.ts'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { importClinicLists } from '../../../src/server/clinic/import-clinic-lists.ts'
import { lookAtClinic } from '../../../src/server/clinic/look-at-clinic.ts'

/** A Monday at noon in Warsaw. */
const NOON = Date.parse('2026-05-04T12:00:00+02:00')
const WEEK = 7 * 86_400_000
const at = (local: string): number => Date.parse(`${local}:00+02:00`)

const LISTS = {
  'lekarze.csv': 'Lekarz;Poradnia;Gabinet\nEwa Wiśniewska;kardiologia;Gabinet 12\n',
  'grafik.csv': 'Lekarz;Dni;Od;Do;Co ile minut\nEwa Wiśniewska;wt-śr;8:00;9:00;20\nNikt;jutro;8:00;9:00;20\n',
  'patients.csv':
    'Patient ID,Full name,Date of birth,Phone,Language,Sex\nP1,Anna Nowak,1972-05-03,600 000 001,polski,K\nP2,Jan Kowalski,1950-01-31,"600000002, 600000001",pl,M\n',
  'візити.csv':
    'Номер візиту;Номер пацієнта;Дата візиту;Час;Лікар;Статус\nV1;P1;05.05.2026;08:20;Ewa Wiśniewska;\nV2;P2;05.05.2026;08:20;Ewa Wiśniewska;\nV3;P9;06.05.2026;08:40;Ewa Wiśniewska;\n',
}

const VISIT = {
  slot: null,
  at: NOON + WEEK,
  durationMs: null,
  specialty: 'kardiologia',
  doctor: null,
  place: null,
  program: null,
  prep: null,
  note: null,
  status: 'booked',
  reason: null,
} as const
const MORE = {
  'oczekujący.csv':
    'Nr pacjenta;Poradnia;Czeka od;Pilność;Pora dnia;Nr wizyty\nP1;kardiologia;02.05.2026;0;rano;\nP2;kardiologia;01.05.2026;0;;V2\nP2;;01.05.2026;0;;\nP2;okulistyka;01.05.2026;0;nocą;\nP9;okulistyka;01.05.2026;0;;\n',
  'fakty.csv':
    'Temat;Słowa;Po polsku;English;Sprawdzono\ncena;usg, ultrasonografia;USG kosztuje dwieście złotych.;An ultrasound scan costs two hundred zlotys.;02.05.2026\ngodziny;laboratorium;;;02.05.2026\npogoda;deszcz;Pada.;;02.05.2026\ncena;;Wizyta jest bezpłatna.;;02.05.2027\n',
}

describe('lists of a clinic', () => {
  let folder = ''
  let store: Store
  const refused: { readonly line: number; readonly at: string }[] = []
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trucada-clinic-'))
    for (const [name, text] of Object.entries({ ...LISTS, ...MORE })) writeFileSync(join(folder, name), text)
    store = await openStore(':memory:')
    refused.length = 0
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const importAll = (names = Object.keys(LISTS), isTrial = false) =>
    importClinicLists({
      store,
      home: { zone: 'Europe/Warsaw', countries: ['PL', 'UA'], emergencyNumbers: new Set(['112']) },
      files: names.map(name => join(folder, name)),
      isTrial,
      actor: 'test',
      now: NOON,
      openRefused: () => ({
        async write({ line }, [problem]) {
          refused.push({ line, at: problem?.at ?? '' })
        },
        close: async () => undefined,
      }),
    })
  const look = () => lookAtClinic(store, NOON, NOON + WEEK)

  it('that name doctors whom the list of doctors has not say who that is, and whoever has no such list is told of nobody', async () => {
    const visits = 'Nr wizyty;Nr pacjenta;Data wizyty;Godzina;Lekarz\nV8;P1;07.05.2026;08:20;Ewa Wisniewska-Nowak\n'
    writeFileSync(join(folder, 'wizyty.csv'), visits)
    expect((await importAll(['patients.csv', 'wizyty.csv'])).unlistedDoctors).toEqual([])
    expect((await importAll(['lekarze.csv', 'grafik.csv', 'wizyty.csv'])).unlistedDoctors).toEqual(['Ewa Wisniewska-Nowak'])
    writeFileSync(join(folder, 'lekarze.csv'), 'Lekarz;Poradnia\newa wisniewska-nowak;kardiologia\n')
    expect((await importAll(['lekarze.csv'])).unlistedDoctors).toEqual([])
  })

  it('of who waits put them in the order in which they are asked, once', async () => {
    await importAll()
    await store.clinic.visits.add({ ...VISIT, id: 'V2', patient: 'P2' }, NOON)
    refused.length = 0
    const [list] = (await importAll(['oczekujący.csv'])).lists
    expect(list).toMatchObject({ kind: 'waiting', added: 2, refused: 3 })
    expect(refused.map(({ at }) => at)).toEqual(['waiting.specialty', 'waiting.parts', 'patient.id'])
    const waiting = await listWaiting(store)
    expect(waiting).toMatchObject([
      { patient: 'P1', specialty: 'kardiologia', parts: ['morning'], since: Date.parse('2026-05-02T12:00:00Z') },
      { patient: 'P2', visit: { id: 'V2' } },
    ])
    expect((await importAll(['oczekujący.csv'])).lists[0]).toMatchObject({ added: 0, changed: 0, same: 2 })
    await store.waiting.end(waiting[0]?.id ?? '', 'served', NOON)
    expect((await importAll(['oczekujący.csv'])).lists[0]).toMatchObject({ added: 0, same: 2 })
    expect(await listWaiting(store)).toHaveLength(1)
  })

  it('of schedules tell callers when a doctor is in', async () => {
    await importAll()
    const facts = await createEmbeddedClinic({
      store,
      clock: { now: () => NOON },
      newId: () => 'x',
      zone: 'Europe/Warsaw',
    }).listFacts()
    expect(facts).toMatchObject([{ topic: 'hours', words: { said: ['Ewa Wiśniewska', 'Wiśniewska'] } }])
    expect(facts[0]?.text?.['pl']).toBe('Ewa Wiśniewska przyjmuje we wtorki i środy od 8:00 do 9:00.')
    expect(facts[0]?.text?.['en']).toBe('Ewa Wiśniewska sees patients on Tuesdays and Wednesdays from 8:00 to 9:00.')
  })

  it('of facts answer callers, and say when they were seen to', async () => {
    const [list] = (await importAll(['fakty.csv'])).lists
    expect(list).toMatchObject({ kind: 'facts', added: 2, refused: 2 })
    expect(refused.map(({ at }) => at)).toEqual(['topic', 'verified'])
    const facts = await createEmbeddedClinic({
      store,
      clock: { now: () => NOON },
      newId: () => 'x',
      zone: 'Europe/Warsaw',
    }).listFacts()
    const contract = { name: 'find_fact' } as ServiceContract
    const ask = (topic: string, words: string) =>
      answerFromKnowledge(
        { ...NO_KNOWLEDGE, systemFacts: facts },
        { contract, input: { topic, words } },
        { now: NOON, zone: 'Europe/Warsaw' },
      )
    expect(ask('price', 'ile kosztuje usg')).toMatchObject({ values: { answer: { pl: 'USG kosztuje dwieście złotych.' } } })
    expect(ask('hours', 'kiedy jest laboratorium')).toMatchObject({ result: 'for_staff' })
    expect(ask('hours', 'kiedy przyjmuje doktor Wiśniewska')).toMatchObject({ result: 'unknown' })
    expect(ask('price', 'ile kosztuje rezonans')).toMatchObject({ result: 'unknown' })
    expect((await look()).facts.map(({ verified }) => verified)).toEqual(['2026-05-02', '2026-05-02'])
    expect((await importAll(['fakty.csv'])).lists[0]).toMatchObject({ added: 0, changed: 0, same: 2 })
  })

  it('are told apart by their columns in several languages, and fill the clinic whatever their order', async () => {
    const { lists, times } = await importAll(Object.keys(LISTS).reverse())
    expect(lists.map(({ kind, added, refused }) => [kind, added, refused])).toEqual([
      ['doctors', 1, 0],
      ['schedules', 1, 1],
      ['patients', 2, 0],
      ['visits', 1, 2],
    ])
    expect(refused).toEqual([
      { line: 3, at: 'weekdays' },
      { line: 3, at: 'visit.at' },
      { line: 4, at: 'patient.id' },
    ])
    expect(times).toBeGreaterThan(40)
    const { visits, free, counts } = await look()
    expect(visits).toMatchObject([
      { id: 'V1', name: 'Anna Nowak', at: at('2026-05-05T08:20'), doctor: 'Ewa Wiśniewska', specialty: 'kardiologia' },
    ])
    expect(free.map(slot => slot.at)).toEqual(
      ['05T08:00', '05T08:40', '06T08:00', '06T08:20', '06T08:40'].map(time => at(`2026-05-${time}`)),
    )
    expect(counts).toMatchObject({ patients: 2, slots: 6, taken: 1, visits: { booked: 1 } })
  })

  it('change nothing when they are imported again', async () => {
    await importAll()
    const before = await look()
    const { lists, times } = await importAll()
    expect(lists.map(({ added, changed }) => added + changed)).toEqual([0, 0, 0, 0])
    expect(times).toBe(0)
    expect(await look()).toEqual(before)
  })

  it('with a row for each telephone of a patient keep all of them, and let go of one that a later list has not', async () => {
    const head = 'Patient ID,Full name,Date of birth,Phone\n'
    const row = (phone: string) => `P1,Anna Nowak,1972-05-03,${phone}\n`
    writeFileSync(join(folder, 'patients.csv'), `${head}${row('600000001')}P1,Nowak,,600000003\n`)
    await importAll(['patients.csv'])
    const find = async () => (await store.clinic.patients.find(['P1']))[0]
    expect(await find()).toMatchObject({ name: 'Anna Nowak', born: '1972-05-03', phones: ['+48600000001', '+48600000003'] })
    writeFileSync(join(folder, 'patients.csv'), `${head}${row('600000003')}`)
    await importAll(['patients.csv'])
    expect(await find()).toMatchObject({ phones: ['+48600000003'] })
  })

  it('book for the right one of father and son with one name and number, and for neither where that is not told', async () => {
    const patients = 'P1,Jan Lis,1950-02-03,600000001\nP2,Jan Lis,1980-02-03,600000001\n'
    writeFileSync(join(folder, 'patients.csv'), `Patient ID,Full name,Date of birth,Phone\n${patients}`)
    const visits = [
      'V1;;Jan Lis;03.02.1980;600000001;05.05.2026;08:20;',
      'V2;;Lis Jan;;600000001;05.05.2026;08:20;',
      'V3;P3;Jan Lis;;600000001;05.05.2026;08:20;',
    ]
    const head = 'Nr wizyty;Nr pacjenta;Pacjent;Data urodzenia;Telefon;Data wizyty;Godzina;Lekarz'
    writeFileSync(join(folder, 'wizyty.csv'), `${head}\n${visits.join('\n')}\n`)
    await importAll(['patients.csv', 'wizyty.csv'])
    const patientOf = async (id: string) => (await store.clinic.visits.find(id))?.patient
    expect(await Promise.all(['V1', 'V2', 'V3'].map(patientOf))).toEqual(['P2', undefined, 'P3'])
    expect(refused).toEqual([{ line: 3, at: 'patient' }])
  })

  it('leave alone a visit that was moved here since, and change one that was not', async () => {
    await importAll()
    const clinic = createEmbeddedClinic({ store, clock: { now: () => NOON }, newId: () => 'new', zone: 'Europe/Warsaw' })
    const later = LISTS['візити.csv'].replace('08:20', '08:40')
    writeFileSync(join(folder, 'візити.csv'), later)
    await importAll(['візити.csv'])
    const findTime = async () => (await look()).visits.find(({ id }) => id === 'V1')?.at
    expect(await findTime()).toBe(at('2026-05-05T08:40'))
    const slot = (await look()).free.at(-1)
    await clinic.move({ key: 'k1', visit: 'V1', slot: slot?.id ?? '' })
    await importAll(['візити.csv'])
    expect(await findTime()).toBe(slot?.at)
  })

  it('offer the time of a visit that the list now says is cancelled, or at another time, to whoever waits', async () => {
    await importAll()
    for (const row of ['08:40;Ewa Wiśniewska;', '08:40;Ewa Wiśniewska;odwołana']) {
      writeFileSync(join(folder, 'візити.csv'), LISTS['візити.csv'].replace('08:20;Ewa Wiśniewska;', row))
      await importAll(['візити.csv'])
    }
    expect((await store.waiting.listOpen()).map(freed => freed.at)).toEqual([at('2026-05-05T08:20'), at('2026-05-05T08:40')])
  })

  it('of a trial leave nothing behind, and tell the same', async () => {
    const trial = await importAll(Object.keys(LISTS), true)
    expect((await look()).counts).toMatchObject({ patients: 0, slots: 0 })
    expect(await importAll()).toEqual(trial)
  })

  it('with columns of other names are told apart all the same, and visits are never taken for free times', async () => {
    const lists = {
      'metges.csv': 'Metge;Especialitat;Consulta\nDra. Roca;cardiologia;Sala 3\n',
      'horaris.csv': 'Metge;Dies;Des de;Fins a;Minuts\nDra. Roca;dl-dv;9h;13h;20\n',
      'pacients.csv': 'Núm. història|Cognoms i nom|Data de naixement|Telèfon\nH1|Puig Ferrer Núria|12-03-1958|600000011\n',
      'visites.csv': 'Núm. visita;Núm. història;Data;Hora;Metge;Estat\nV9;H1;06/05/2026;9:20;Dra. Roca;programada\n',
      'unknown.csv': 'Wer;Wozu;Bei;Date;Time;Doctor\n1;2;3;06.05.2026;10:00;Dra. Roca\n',
    }
    for (const [name, text] of Object.entries(lists)) writeFileSync(join(folder, name), text)
    await expect(importAll(['unknown.csv'])).rejects.toMatchObject({ code: 'clinic/unclear_list' })
    const { lists: read } = await importAll(Object.keys(lists).slice(0, 4))
    expect(read.map(({ kind, added, refused: no }) => [kind, added, no])).toEqual([
      ['doctors', 1, 0],
      ['schedules', 1, 0],
      ['patients', 1, 0],
      ['visits', 1, 0],
    ])
    const doctors = 'Lekarz;Gabinet\nDra. Roca;Sala 4\n'
    writeFileSync(join(folder, 'metges.csv'), doctors)
    await importAll(['metges.csv'])
    expect(await store.clinic.schedules.listDoctors()).toMatchObject([{ specialty: 'cardiologia', place: 'Sala 4' }])
  })

  it('that do not tell what they hold are refused whole', async () => {
    writeFileSync(join(folder, 'x.csv'), 'a;b\n1;2\n')
    await expect(importAll(['patients.csv', 'x.csv'])).rejects.toMatchObject({ code: 'clinic/unclear_list' })
    expect((await look()).counts.patients).toBe(0)
  })
})

describe('weekdays of a schedule', () => {
  it.each([
    ['pn-pt', [1, 2, 3, 4, 5]],
    ['pon., śr., pt.', [1, 3, 5]],
    ['Mon–Wed, Friday', [1, 2, 3, 5]],
    ['вівторок; четвер', [2, 4]],
    ['понедельник и среда', [1, 3]],
    ['dilluns, dimecres', [1, 3]],
    ['sb-pn', undefined],
    ['sob-pon', [1, 6, 7]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['jutro', undefined],
  ])('%s', (text, days) => expect(readWeekdays(text)).toEqual(days))
})
