import { describe, expect, it } from 'vitest'
import { readPhones } from '../../../src/engine/campaigns/lists/read-phones.ts'

const options = { countries: ['PL', 'UA', 'ES', 'RU'], emergencyNumbers: new Set(['112', '999', '103']) } as const
const read = (cell: string | number): string => {
  const { phones, problems } = readPhones(cell, options)
  return [...phones.map(({ number, isMended }) => (isMended ? `${number}*` : number)), ...problems].join(' ')
}

it('leaves out numbers of the clinic itself, and refuses a cell that holds no other', () => {
  const ownNumbers = new Set(['+48221234567'])
  const own = (cell: string) => readPhones(cell, { ...options, ownNumbers })
  expect(own('22 123 45 67')).toEqual({ phones: [], problems: ['clinics_own'] })
  expect(own('(22) 123-45-67 rejestracja')).toEqual({ phones: [], problems: ['clinics_own'] })
  expect(own('22 123 45 67, 600 000 201')).toMatchObject({ phones: [{ number: '+48600000201' }], problems: ['clinics_own'] })
})

describe('numbers of a cell', () => {
  it.each([
    ['600 000 201', '+48600000201'],
    ['600-000-201', '+48600000201'],
    ['(22) 123 45 67', '+48221234567'],
    ['+48 600 000 201', '+48600000201'],
    ['0048600000201', '+48600000201'],
    ['+48 (0) 22 123 45 67', '+48221234567*'],
    ['tel. 600 000 201', '+48600000201'],
    ['600000201 (córka)', '+48600000201'],
    ['600000201 mama', '+48600000201'],
    ['22 123 45 67 wew. 12', '+48221234567'],
    ['600\u00a0000\u00a0201', '+48600000201'],
    ["'+48600000201", '+48600000201'],
    ['+380 50 123 45 67', '+380501234567'],
    ['+34 612 34 56 78', '+34612345678'],
    [600000201, '+48600000201'],
    ['600000201.0', '+48600000201'],
    ['600000201,0', '+48600000201'],
  ])('%s', (cell, expected) => {
    expect(read(cell)).toBe(expected)
  })
  it.each([
    ['600000201, 600000202', '+48600000201 +48600000202'],
    ['600000201; 22 123 45 67', '+48600000201 +48221234567'],
    ['600000201/600000202', '+48600000201 +48600000202'],
    ['600000201 / 600000202', '+48600000201 +48600000202'],
    ['600000201 lub 600000202', '+48600000201 +48600000202'],
    ['600 000 201 600 000 202', '+48600000201* +48600000202*'],
    ['0501234567 або 0671234567', '+380501234567* +380671234567*'],
    ['600000201\n600000202', '+48600000201 +48600000202'],
    ['600000201, 600 000 201', '+48600000201'],
    ['600000201, 123', '+48600000201 too_short'],
  ])('several: %s', (cell, expected) => {
    expect(read(cell)).toBe(expected)
  })
  it.each([
    ['48600000201', '+48600000201*'],
    ['380501234567', '+380501234567*'],
    ['0501234567', '+380501234567*'],
    ['4,8600000201E+10', '+48600000201*'],
    ['4.8600000201e10', '+48600000201*'],
  ])('what could only be one is mended: %s', (cell, expected) => {
    expect(read(cell)).toBe(expected)
  })
  it.each([
    ['6,0E+08', 'digits_lost'],
    ['4.86E+10', 'digits_lost'],
    ['6,00000E+08', 'digits_lost'],
    ['700 123 456', 'premium'],
    ['+48 700 123 456', 'premium'],
    ['112', 'emergency'],
    ['60000020', 'not_a_number'],
    ['12345', 'too_short'],
    ['1234567890123456789', 'too_long'],
    ['zadzwonić później', 'not_a_number'],
    ['+999 123 456 789', 'not_a_number'],
  ])('refused: %s', (cell, expected) => {
    expect(read(cell)).toBe(expected)
  })
  it.each(['', '-', 'brak', 'n/d', '0', 'немає', 'нет'])('none: "%s"', cell => {
    expect(read(cell)).toBe(cell === 'n/d' ? 'not_a_number' : '')
  })
})
