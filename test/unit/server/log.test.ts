import { describe, expect, it } from 'vitest'
import { createLog, maskPhone } from '../../../src/server/log.ts'

const collect = (readable: boolean, level: 'info' | 'silent' = 'info') => {
  const lines: string[] = []
  return { lines, log: createLog(level, { write: line => lines.push(line) }, readable) }
}

describe('the log', () => {
  it('masks telephone numbers, wherever they come in', () => {
    const { lines, log } = collect(false)
    log.info({ from: '+48600000123', note: 'called 600000123 twice', call: '6f1c2d34-0000-4000-8000-123456789012' }, 'call began')
    const line = JSON.parse(lines[0] ?? '') as Record<string, string>
    expect(line['from']).toBe('…123')
    expect(line['note']).toBe('called …123 twice')
    expect(line['call']).toBe('6f1c2d34-0000-4000-8000-123456789012')
    expect(line['msg']).toBe('call began')
  })
  it('writes one readable line for people', () => {
    const { lines, log } = collect(true)
    log.warn({ scenario: 'a', count: 2 }, 'something odd')
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}warn {2}something odd {2}scenario=a {2}count=2\n$/)
  })
  it('breaks it between facts where the terminal is narrow', () => {
    const lines: string[] = []
    const log = createLog('info', { write: line => lines.push(line), columns: 40 }, true)
    log.info({ call: '3ccb9872-0000-4000', scenario: 'flu-vaccination' }, 'call began')
    expect(lines[0]?.slice(8)).toBe('  call began\n          call=3ccb9872-0000-4000\n          scenario=flu-vaccination\n')
  })
  it('is silent when it is told to be', () => {
    const { lines, log } = collect(false, 'silent')
    log.error('no')
    expect(lines).toEqual([])
  })
})

describe('maskPhone', () => {
  it.each([
    ['+48600000123', '…123'],
    ['600 000 123', '…123'],
    ['112', '…'],
    ['', '…'],
  ])('%s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))
})
