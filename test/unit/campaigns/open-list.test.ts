import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { type CsvRecord, parseCsv } from '../../../src/engine/campaigns/lists/parse-csv.ts'
import { openList } from '../../../src/engine/campaigns/index.ts'
import { encode } from './encode.ts'

const folder = mkdtempSync(join(tmpdir(), 'trucada-list-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = async (name: string, bytes: string | Buffer, form = {}) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const reader = await openList(path, form)
  const rows: string[] = []
  for await (const row of reader.rows)
    rows.push(
      row.kind === 'broken'
        ? `${row.line} broken`
        : `${row.line} ${[...row.cells].map(([column, cell]) => `${column}=${typeof cell === 'object' ? JSON.stringify(cell) : cell}`).join(' ')}`,
    )
  return { form: reader.form, columns: reader.columns, rows }
}

const readAll = async (pieces: AsyncIterable<string>) => {
  const records: CsvRecord[] = []
  for await (const lot of parseCsv(pieces, ';')) records.push(...lot)
  return records
}

describe('a CSV file', () => {
  const text = 'Imię;Telefon\r\nŁucja Śląska;600\r\n'
  it.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2'] as const)('in %s', async encoding => {
    const { columns, rows, form } = await read('a.csv', encode(text, encoding))
    expect(columns).toEqual(['Imię', 'Telefon'])
    expect(rows).toEqual(['2 Imię=Łucja Śląska Telefon=600'])
    expect(form).toContain(encoding.replace('-bom', ''))
  })
  it.each([
    ['windows-1250', 'Pacjent,Telefon\nŁucja Żółć,600\nRóża Żółć,601\n', 'Łucja Żółć'],
    ['iso-8859-2', 'Pacjent,Telefon\nŚwiętosława Żółć,600\nRóża Żółć,601\n', 'Świętosława Żółć'],
    ['windows-1251', 'Прізвище,Телефон\nЩербина Їжак Ґалаґан,600\n', 'Щербина Їжак Ґалаґан'],
    ['windows-1252', 'Nom;Telèfon\nNúria Colomé i Façana;600\n', 'Núria Colomé i Façana'],
  ] as const)('in %s', async (encoding, text, name) => {
    const { rows, form } = await read('b.csv', encode(text, encoding))
    expect(rows[0]).toContain(name)
    expect(form).toContain(encoding)
  })
  it('whose first letters beyond ASCII come late is read by them all the same', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `person ${index};600000201`).join('\n')
    const { rows, form } = await read('late.csv', encode(`name;phone\n${lines}\nŁucja Żak;600\n`, 'windows-1250'))
    expect(form).toContain('windows-1250')
    expect(rows.at(-1)).toBe('20002 name=Łucja Żak phone=600')
  })
  it.each([[';'], [','], ['\t'], ['|']])('separated by "%s"', async separator => {
    const { rows } = await read('c.csv', `a${separator}b${separator}c\n1${separator}"x${separator}y"${separator}3\n`)
    expect(rows).toEqual([`2 a=1 b=x${separator}y c=3`])
  })
  it('that says its separator as Excel does', async () => {
    expect((await read('d.csv', 'sep=,\na,b\n1;5,2\n')).rows).toEqual(['3 a=1;5 b=2'])
  })
  it('with line breaks and quotes in cells', async () => {
    expect((await read('e.csv', 'a;b\r\n"x\r\ny";"say ""hi"""\r\n3;4')).rows).toEqual(['2 a=x\r\ny b=say "hi"', '4 a=3 b=4'])
  })
  it('loses only the line whose quote is never closed', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `${index};x`).join('\n')
    const { rows } = await read('f.csv', `a;b\n1;"open\n2;y\n${many}\n`)
    expect(rows.slice(0, 2)).toEqual(['2 broken', '3 a=2 b=y'])
    expect(rows).toHaveLength(3002)
  })
  it('does not lose the rows between a quote that is not closed and the next one', async () => {
    const { rows } = await read('q.csv', 'a;b\n1;"open\n2;y\n3;"x"\n4;"say "hi" there"\n')
    expect(rows).toEqual(['2 broken', '3 a=2 b=y', '4 a=3 b=x', '5 a=4 b=say hi" there"'])
  })
  it('with too many cells, empty lines, missing cells and names that come twice', async () => {
    const { rows, columns } = await read('g.csv', 'a;b;a;\n1;2;3;4;5\n\n;;;\n1\n')
    expect(columns).toEqual(['a', 'b', 'a (2)'])
    expect(rows).toEqual(['2 broken', '5 a=1'])
  })
  it('takes away the apostrophe that made a cell safe', async () => {
    expect((await read('h.csv', "a;b\n'+48600;'n roll\n")).rows).toEqual(["2 a=+48600 b='n roll"])
  })
  it('with titles over the header', async () => {
    expect((await read('t.csv', 'Lista pacjentów;;\n;;\nImię;Telefon;Data\nAnna;600;x\n')).rows).toEqual([
      '4 Imię=Anna Telefon=600 Data=x',
    ])
  })
  it('with the line ends of old Macintoshes', async () => {
    expect((await read('m.csv', 'a;b\r1;2\r3;4\r')).rows).toEqual(['2 a=1 b=2', '3 a=3 b=4'])
  })
  it('loses no line, whatever stands in it', async () => {
    const signs = fc.constantFrom('a', '1', ';', '"', '""', '\n', '\r\n', '\r', ' ', '\u0000', 'ż')
    await fc.assert(
      fc.asyncProperty(fc.array(signs, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), async (parts, size) => {
        const whole = parts.join('')
        const pieces = async function* () {
          for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size)
        }
        const letters = (text: string): number => text.replaceAll(/[^a1ż]/g, '').length
        let seen = 0
        let line = 0
        for (const record of await readAll(pieces())) {
          expect(record.line).toBeGreaterThan(line)
          line = record.line
          seen += letters(record.kind === 'record' ? record.cells.join('') : record.text)
        }
        expect(seen).toBe(letters(whole))
      }),
      { numRuns: 1000 },
    )
  })
  it('that is empty says so', async () => {
    await expect(read('empty.csv', '')).rejects.toMatchObject({ code: 'list/empty' })
  })
  it('is cut the same however it comes in pieces', async () => {
    const whole = 'a;"b\r\n""c""";d\r\n1;2;3\r\n"open;x\n4;5;6\n'
    const cut = async (size: number) => {
      const pieces = async function* () {
        for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size)
      }
      return readAll(pieces())
    }
    const expected = await cut(1000)
    expect(expected.map(({ kind, line }) => `${kind} ${line}`)).toEqual(['record 1', 'record 3', 'broken 4', 'record 5'])
    for (let size = 1; size < 20; size++) expect(await cut(size)).toEqual(expected)
  })
})

describe('JSON', () => {
  it('as an array, and as an object a line, by path', async () => {
    const people = [{ patient: { name: 'Anna', phone: ['600', '601'] } }, { patient: { name: 'Jan "Max"', phone: 602 } }]
    const expected = ['patient.name=Anna patient.phone=600; 601', 'patient.name=Jan "Max" patient.phone=602']
    const lines = people.map(person => JSON.stringify(person)).join('\n')
    expect((await read('a.json', JSON.stringify(people, undefined, 2))).rows.map(row => row.slice(row.indexOf(' ') + 1))).toEqual(
      expected,
    )
    expect((await read('a.jsonl', lines)).rows.map(row => row.slice(row.indexOf(' ') + 1))).toEqual(expected)
  })
  it('loses only the object that is broken', async () => {
    expect((await read('b.jsonl', '{"a":1}\n{"a":"open}\n{"a":2,}\n{"a":3}\n')).rows).toEqual([
      '1 a=1',
      '2 broken',
      '3 broken',
      '4 a=3',
    ])
  })
})

/** The least workbook that Excel would open. */
const makeWorkbook = (sheet: string, strings: readonly string[], more: Readonly<Record<string, string>> = {}): Buffer => {
  const files: Record<string, string> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><workbookPr/><sheets><sheet name="Stare" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Wizyty &amp; c" sheetId="2" r:id="rId2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Target="/xl/worksheets/sheet2.xml" Id="rId2"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${strings.map(text => `<si>${text}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>',
    'xl/worksheets/sheet2.xml': `<x:worksheet xmlns:x="y"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
    ...more,
  }
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(head, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}

describe('a workbook', () => {
  const strings = [
    '<t>Pacjent</t>',
    '<t>Telefon</t>',
    '<t>Kiedy</t>',
    '<r><t>Anna </t></r><r><t xml:space="preserve">Kowalska</t></r><rPh><t>x</t></rPh>',
  ]
  it('is read with its numbers, dates, hours and shared words, from the first sheet that is seen', async () => {
    const sheet =
      '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Wizyty w maju</x:t></x:is></x:c></x:row>' +
      '<x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c><x:c r="B3" t="s"><x:v>1</x:v></x:c><x:c r="D3" t="s"><x:v>2</x:v></x:c></x:row>' +
      '<x:row r="4"><x:c r="A4" t="s"><x:v>3</x:v></x:c><x:c r="B4"><x:v>48600000201</x:v></x:c><x:c r="D4" s="3"><x:v>46148.354166666664</x:v></x:c></x:row>' +
      '<x:row r="5"><x:c r="A5" t="str"><x:f>B1</x:f><x:v>Jan &lt;x&gt;</x:v></x:c><x:c r="B5"><x:v>4.8600000202E10</x:v></x:c><x:c r="D5" s="1"><x:v>46148</x:v></x:c></x:row>' +
      '<x:row r="6"><x:c r="A6" t="e"><x:v>#N/A</x:v></x:c><x:c r="B6" s="4"><x:v>3</x:v></x:c><x:c r="D6" s="2"><x:v>0.5</x:v></x:c></x:row><x:row r="7"/>'
    const { form, columns, rows } = await read('a.xlsx', makeWorkbook(sheet, strings))
    expect(form).toBe('XLSX, sheet Wizyty & c')
    expect(columns).toEqual(['Pacjent', 'Telefon', 'column 3', 'Kiedy'])
    expect(rows).toEqual([
      '4 Pacjent=Anna Kowalska Telefon=48600000201 Kiedy={"kind":"local","date":"2026-05-06","time":"08:30"}',
      '5 Pacjent=Jan <x> Telefon=48600000202 Kiedy={"kind":"local","date":"2026-05-06"}',
      '6 Telefon=3 Kiedy={"kind":"local","time":"12:00"}',
    ])
  })
  it('is read as another program wrote it', async () => {
    const text = (value: string) => ({ value, type: String })
    const rows = [
      [text('Pacjent'), text('Telefon'), text('Termin')],
      [
        text('Anna Żak & Co'),
        { value: 48600000201, type: Number },
        { value: new Date(Date.UTC(2035, 11, 15, 8, 30)), type: Date, format: 'dd.mm.yyyy hh:mm' },
      ],
      [text('Łucja'), text('600 000 202'), null],
    ]
    const path = join(folder, 'written.xlsx')
    await writeExcelFile(rows as never).toFile(path)
    const { columns, rows: read2 } = await read('copy.xlsx', readFileSync(path))
    expect(columns).toEqual(['Pacjent', 'Telefon', 'Termin'])
    expect(read2).toEqual([
      '2 Pacjent=Anna Żak & Co Telefon=48600000201 Termin={"kind":"local","date":"2035-12-15","time":"08:30"}',
      '3 Pacjent=Łucja Telefon=600 000 202',
    ])
  })
  it('that has no such sheet, is an old one or is none says so', async () => {
    await expect(read('b.xlsx', makeWorkbook('', []), { sheet: 'Maj' })).rejects.toMatchObject({ code: 'list/no-sheet' })
    await expect(read('c.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({ code: 'list/old-workbook' })
    await expect(read('d.xlsx', Buffer.from('504b030400000000', 'hex'))).rejects.toMatchObject({ code: 'list/no-workbook' })
    await expect(openList(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'list/unreadable' })
  })
})
