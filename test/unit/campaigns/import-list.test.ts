import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { runCli } from '../cli/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'trucada-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let data = ''
let count = 0
beforeEach(() => {
  data = join(folder, `data${++count}`)
})

const HEADER = 'Pacjent;Telefon;Data urodzenia;ID wizyty;Termin;Lekarz;Poradnia;Miejsce;Język'
const line = (name: string, phone: string, more: Partial<Record<'born' | 'id' | 'at' | 'language', string>> = {}) =>
  `${name};${phone};${more.born ?? ''};${more.id ?? name};${more.at ?? '15.12.2035 08:30'};Jan Nowak;Kardiologia;Lipowa 3;${more.language ?? ''}`
const importText = async (text: string, ...args: string[]) => {
  const path = join(folder, 'list.csv')
  writeFileSync(path, text)
  return importFile(path, ...args)
}
const importFile = async (path: string, ...args: string[]) => {
  const result = await runCli(['contacts', 'import', path, '--campaign', 'confirmations', '--data', data, '--json', ...args])
  const report = result.out.startsWith('{')
    ? (JSON.parse(result.out) as Record<string, number> & { reasons: { reason: string }[] })
    : undefined
  return { ...result, report, counts: report && [report['rows'], report['imported'], report['merged'], report['refused']] }
}
const listContacts = async () => {
  const store = await openStore(join(data, 'trucada.db'))
  const contacts = await store.contacts.list({ campaign: 'confirmations' })
  await store.close()
  return contacts
}

describe('trucada contacts import', () => {
  it('reads a list of a clinic by the names of its columns', async () => {
    const { code, counts } = await importText(
      `${HEADER}\n${line('KOWALSKA, Anna', '600 000 201', { born: '12.03.1956', language: 'ukraiński' })}\n`,
    )
    expect([code, counts]).toEqual([0, [1, 1, 0, 0]])
    expect(await listContacts()).toMatchObject([
      {
        numbers: ['+48600000201'],
        language: 'uk',
        zone: 'Europe/Warsaw',
        line: 2,
        state: 'waiting',
        data: {
          patient: {
            name: { name: 'Anna Kowalska', first: 'Anna', last: 'Kowalska' },
            phone: '+48600000201',
            born: '1956-03-12',
          },
          appointment: { at: Date.UTC(2035, 11, 15, 7, 30), doctor: { name: 'Jan Nowak' } },
        },
        deadlineAt: Date.UTC(2035, 11, 14, 19, 30),
      },
    ])
  })
  it('every row ends imported, merged or refused, and refused rows can be mended and imported again', async () => {
    const rows = [
      line('Anna Kowalska', '600000201'),
      line('Kowalska Anna', '600000201', { id: 'Anna Kowalska' }),
      line('Piotr Nowak', '6,0E+08'),
      line('Ewa Zając', '=600000203', { at: '31.02.2035 10:00' }),
      line('Jan Kot', '700123456'),
      'too;many;cells;for;the;list;in;one;row;here',
      line('Ola Lis', '', { at: '15.12.2035' }),
      line('Iga Mróz', '600000207', { at: '15.12.2020 08:30' }),
    ]
    const first = await importText(`${HEADER}\n${rows.join('\n')}\n`)
    expect([first.code, first.counts]).toEqual([1, [8, 1, 1, 6]])
    const refused = readFileSync(join(folder, 'list.refused.csv'), 'utf8')
    expect(refused).toContain("'=600000203")
    // Everything that is wrong with a row is said at once.
    expect(refused).toMatch(/^8;patient\.phone: .*appointment\.at: /m)
    expect(
      refused
        .trim()
        .split('\r\n')
        .slice(1)
        .map(text => Number(text.split(';')[0])),
    ).toEqual([4, 5, 6, 7, 8, 9])
    const mended = refused
      .replace('6,0E+08', '600000202')
      .replace("'=600000203", '600000203')
      .replace('31.02.2035', '28.02.2035')
      .replace('700123456', '600000204')
      .replace(/^7;.*\r\n/m, '')
      .replace('Ola Lis;;;Ola Lis;15.12.2035', 'Ola Lis;600000205;;Ola Lis;15.12.2035 9:00')
      .replace('15.12.2020', '15.12.2035')
    writeFileSync(join(folder, 'mended.csv'), mended)
    const second = await importFile(join(folder, 'mended.csv'))
    expect([second.code, second.counts]).toEqual([0, [5, 5, 0, 0]])
    expect(await listContacts()).toHaveLength(6)
  })
  it('refuses a row with a cell that is a file of its own, and goes on', async () => {
    const rows = [line('Anna Kowalska', '600000201'), line('x'.repeat(3_000_000), '600000202'), line('Jan Kot', '600000203')]
    const { counts, report } = await importText(`${HEADER}\n${rows.join('\n')}\n`)
    expect(counts).toEqual([3, 2, 0, 1])
    expect(report?.reasons[0]?.reason).toBe('Pacjent: The cell has more than 20,000 signs.')
  })
  it('imported again it changes nothing, and what a second list adds is merged', async () => {
    const text = `${HEADER}\n${line('Anna Kowalska', '600000201', { born: '1956-03-12' })}\n${line('Jan Kot', '600000202')}\n`
    await importText(text)
    expect((await importText(text)).counts).toEqual([2, 0, 2, 0])
    expect(
      (await importText(`${HEADER}\n${line('Kowalska Anna', '600000201, 600000209', { id: 'Anna Kowalska' })}\n`)).counts,
    ).toEqual([1, 0, 1, 0])
    const contacts = await listContacts()
    expect(contacts.map(({ numbers }) => numbers)).toEqual([['+48600000201', '+48600000209'], ['+48600000202']])
  })
  it('keeps two visits of one person, and two persons of one number', async () => {
    const rows = [
      line('Anna Kowalska', '600000201', { id: 'v1' }),
      line('Anna Kowalska', '600000201', { id: 'v2' }),
      line('Jan Kowalski', '600000201', { id: 'v3' }),
    ]
    expect((await importText(`${HEADER}\n${rows.join('\n')}\n`)).counts).toEqual([3, 3, 0, 0])
    const contacts = await listContacts()
    expect(new Set(contacts.map(({ person }) => person)).size).toBe(2)
  })
  it('takes father and son of one name and number for two persons, in one list, another one and the next visit', async () => {
    const [father, son] = [
      line('Jan Lis', '600000203', { born: '1950-02-03', id: 'W1' }),
      line('Jan Lis', '600000203', { born: '1980-02-03', id: 'W2' }),
    ]
    await importText(`${HEADER}\n${father}\n${son}\n`)
    const withIds = (id: string, row: string) => `${id};${row}`
    await importText(
      `Nr pacjenta;${HEADER}\n${withIds('78', son.replace('W2', 'W3'))}\n${withIds('77', father.replace('W1', 'W4'))}\n`,
    )
    // Which of them that is nobody knows.
    await importText(`${HEADER}\n${line('Lis Jan', '600000203', { id: 'W5' })}\n`)
    const person = new Map((await listContacts()).map(contact => [contact.subject, contact.person]))
    expect(person.get('W3')).toBe(person.get('W2'))
    expect(person.get('W4')).toBe(person.get('W1'))
    expect(new Set(person.values()).size).toBe(3)
  })
  it('says what days and hours are that a spreadsheet has written as numbers', async () => {
    const { report } = await importText(`${HEADER}\n${line('Anna Nowak', '600000201', { at: '46371,4375' })}\n`)
    expect(report?.reasons[0]?.reason).toBe('appointment.at: A spreadsheet has written the day or the hour as a number.')
  })
  it('refuses the number that the campaign calls from, and the telephone of the clinic', async () => {
    const { counts, report } = await importText(
      `${HEADER}\n${line('Anna Nowak', '22 123 45 67')}\n${line('Jan Nowak', '600 000 100')}\n`,
    )
    expect(counts).toEqual([2, 0, 0, 2])
    expect(report?.reasons).toEqual([{ reason: 'patient.phone: This is a number of the clinic itself.', rows: 2 }])
  })
  it('refuses a birth date that lies ahead, or before anybody who lives', async () => {
    const rows = ['03.02.2090', '03.02.1850', '03.02.1930'].map((born, index) => line('Jan Lis', `60000020${index}`, { born }))
    const { counts, report } = await importText(`${HEADER}\n${rows.join('\n')}\n`)
    expect(counts).toEqual([3, 1, 0, 2])
    expect(report?.reasons[0]?.reason).toBe('patient.born: Nobody who can be called was born on this day.')
  })
  it('takes two patients of the clinic for two, whatever they have in common', async () => {
    const rows = [`77;${line('Jan Lis', '600000203', { id: 'W1' })}`, `78;${line('Jan Lis', '600000203', { id: 'W2' })}`]
    await importText(`Nr pacjenta;${HEADER}\n${rows.join('\n')}\n`)
    const persons = (await listContacts()).map(({ person }) => person)
    expect(new Set(persons).size).toBe(2)
  })
  it('gives all visits of one person the same variant, in one list and the next', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => [
      line(`Jan Kot${index}`, `6000002${10 + index}`),
      line('Anna Kowalska', '600000201', { id: `v${index}` }),
    ])
    await importText(`${HEADER}\n${rows.flat().join('\n')}\n`)
    await importText(`${HEADER}\n${line('Anna Kowalska', '600000201', { id: 'next' })}\n`)
    const contacts = await listContacts()
    expect(new Set(contacts.map(({ variant }) => variant)).size).toBe(2)
    const hers = contacts.filter(({ numbers }) => numbers[0] === '+48600000201')
    expect([hers.length, new Set(hers.map(({ variant }) => variant)).size]).toEqual([21, 1])
  })
  it('a trial changes nothing and says the same', async () => {
    const text = `${HEADER}\n${line('Anna Kowalska', '600000201')}\n${line('Anna Kowalska', '600000201')}\n${line('Jan Kot', '112')}\n`
    expect((await importText(text, '--dry-run')).counts).toEqual([3, 1, 1, 1])
    expect(await listContacts()).toEqual([])
    await importText(text)
    expect((await importText(text, '--dry-run')).counts).toEqual([3, 0, 2, 1])
  })
  it('asks for the columns that it cannot find, and remembers them by name', async () => {
    const text = `Kto;Numer;Wizyta nr;Kiedy;Do kogo;Co;Gdzie\nAnna Kowalska;600000201;v1;15.12.2035 08:30;Jan Nowak;Kardiologia;Lipowa 3\n`
    const unknown = await importText(text)
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain('No column was found for patient.name, patient.phone')
    const columns = {
      'patient.name': 'Kto',
      'patient.phone': 'Numer',
      'appointment.id': 'Wizyta nr',
      'appointment.at': 'Kiedy',
      'appointment.doctor': 'Do kogo',
      'appointment.specialty': 'Co',
      'appointment.place': 'Gdzie',
    }
    const given = Object.entries(columns).flatMap(([datum, column]) => ['--column', `${datum}=${column}`])
    expect((await importText(text, ...given, '--save-map', 'his')).counts).toEqual([1, 1, 0, 0])
    expect((await importText(text, '--map', 'his')).counts).toEqual([1, 0, 1, 0])
    const misspelt = await importText(text, '--map', 'hsi')
    expect(misspelt.err).toContain('Did you mean "his"?')
    const wrong = await importText(text, ...given, '--column', 'patient.phone=Nummer')
    expect(wrong.err).toContain('Did you mean "Numer"?')
  })
  it('takes objects of JSON that have different data, and gives refused ones back whole', async () => {
    const appointment = { id: 'v1', at: '2035-12-15T08:30', doctor: 'Jan Nowak', specialty: 'Kardiologia', place: 'Lipowa 3' }
    const people = [
      { patient: { name: 'Anna Kowalska', phone: '+48 600 000 201' }, appointment, contact: { language: 'uk' } },
      {
        patient: { name: 'Jan Kot', phone: [600000202, '600000203'], born: '1980-02-01' },
        appointment: { ...appointment, id: 'v2', doctor: { first: 'Jan', last: 'Nowak' } },
      },
      { patient: { name: 'Ola Lis', phone: '600000204' }, appointment: { ...appointment, id: 3, at: '2035-12-15 25:30' } },
    ]
    const path = join(folder, 'people.json')
    writeFileSync(path, JSON.stringify(people))
    expect((await importFile(path)).counts).toEqual([3, 2, 0, 1])
    expect(await listContacts()).toMatchObject([
      { language: 'uk' },
      {
        numbers: ['+48600000202', '+48600000203'],
        data: { patient: { born: '1980-02-01' }, appointment: { doctor: { name: 'Jan Nowak' } } },
      },
    ])
    const refused = readFileSync(join(folder, 'people.refused.jsonl'), 'utf8')
    expect(JSON.parse(refused)).toMatchObject({
      _line: 1,
      _reason: expect.stringContaining('appointment.at') as string,
      ...people[2],
    })
    writeFileSync(join(folder, 'mended.jsonl'), refused.replace('25:30', '15:30'))
    expect((await importFile(join(folder, 'mended.jsonl'))).counts).toEqual([1, 1, 0, 0])
  })
  it('says what it cannot use', async () => {
    const { code, err } = await runCli(['contacts', 'import', 'x.csv', '--campaign', 'confirmation', '--data', data])
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "confirmations"?')])
    expect((await importFile(join(folder, 'no.csv'))).code).toBe(3)
  })
  it('shows people what came of it', async () => {
    const path = join(folder, 'shown.csv')
    writeFileSync(path, `${HEADER}\n${line('Anna Kowalska', '600000201')}\n${line('Jan Kot', '112')}\n`)
    const { out } = await runCli(['contacts', 'import', path, '--campaign', 'confirmations', '--data', data])
    expect(out).toContain('1 imported into confirmations')
    expect(out).toContain('1 × patient.phone: This is an emergency number.')
    expect(out).toContain('shown.refused.csv')
  })
})
