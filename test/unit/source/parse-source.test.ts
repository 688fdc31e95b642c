import { describe, expect, it } from 'vitest'
import { parseSource } from '../../../src/scenarios/source/index.ts'

const list = (text: string): readonly string[] =>
  parseSource('file.yaml', text).findings.map(({ code, span }) => `${span.line}:${span.column} ${code}`)

describe('a file that is refused says where and why', () => {
  it.each([
    ['a: 1\nb: [', ['2:5 yaml/unclosed-bracket']],
    ['ask: "abc\nb: c', ['1:6 yaml/unclosed-quote']],
    ["ask: 'abc", ['1:6 yaml/unclosed-quote']],
    ['ask: pytanie: tak', ['1:6 yaml/colon-in-text']],
    ['ask: {a.b}, proszę', ['1:11 yaml/text-after-value']],
    ['ask: "a" b', ['1:10 yaml/text-after-value']],
    ['ask "a"\nb: 1', ['1:1 yaml/missing-colon']],
    ['ask: "\\q"', ['1:7 yaml/bad-escape']],
    ['ask: @home', ['1:6 yaml/bad-start']],
    ['a:\n  b: 1\n c: 2', ['3:1 yaml/bad-indent']],
    ['a:\n\tb: 1', ['2:1 yaml/tab']],
    ['a: { b: 1,, c: 2 }', ['1:11 yaml/syntax']],
    ['a: 1\n---\nb: 2', ['2:1 yaml/several-documents']],
    ['%YAML 1.1\n---\na: 1', ['1:1 yaml/directive']],
    ['', ['1:1 yaml/empty']],
    ['# nothing\n', ['1:1 yaml/empty']],
    ['a: &x 1', ['1:7 yaml/anchor']],
    ['a: *x', ['1:4 yaml/alias']],
    ['a: 1\n<<: { b: 1 }', ['2:1 yaml/merge']],
    ['a: !!str 1', ['1:10 yaml/tag']],
    ['a: !mine 1', ['1:10 yaml/tag']],
    ['a: 1\nb: 2\na: 3', ['3:1 yaml/duplicate-key']],
    ['[a, b]: 1', ['1:1 yaml/key-not-text']],
    [`a: ${'['.repeat(101)}${']'.repeat(101)}`, ['1:103 yaml/too-deep']],
  ])('%j', (text, findings) => {
    expect(list(text)).toEqual(findings)
  })

  it('refuses files over 1 MiB, counted in bytes', () => {
    expect(list(`a: "${'x'.repeat(1024 * 1024)}"`)).toEqual(['1:1 yaml/too-large'])
    expect(list(`a: "${'ż'.repeat(600_000)}"`)).toEqual(['1:1 yaml/too-large'])
    expect(list(`a: "${'ż'.repeat(500_000)}"`)).toEqual([])
  })

  it('lists fifty faults and counts the rest', () => {
    const found = parseSource(
      'file.yaml',
      'a: yes\n'.repeat(1) + Array.from({ length: 80 }, (_, index) => `k${index}: no`).join('\n'),
    ).findings
    expect(found).toHaveLength(51)
    expect(found.at(-1)?.message).toContain('31 more')
  })
})

describe('words that other programs would change', () => {
  it.each(['on', 'off', 'yes', 'no', 'y', 'n', 'On', 'OFF', 'Yes', 'NO', 'Y'])(
    'refuses %s without quotes, as value, item and key',
    word => {
      expect(list(`a: ${word}`)).toEqual(['1:4 yaml/bare-boolean'])
      expect(list(`a: [${word}]`)).toEqual(['1:5 yaml/bare-boolean'])
      expect(list(`${word}: a`)).toEqual(['1:1 yaml/bare-boolean'])
      expect(list(`a: "${word}"`)).toEqual([])
    },
  )
  it('names the switch that was meant', () => {
    expect(parseSource('f', 'a: off').findings[0]?.hint).toContain('false')
    expect(parseSource('f', 'a: yes').findings[0]?.hint).toContain('true')
  })
  it.each(['048', '+48600000000', '00', '-07'])('refuses %s without quotes and keeps it as text', written => {
    const { data, findings } = parseSource('f', `a: ${written}`)
    expect(findings.map(finding => finding.code)).toEqual(['yaml/leading-zero'])
    expect(findings[0]?.hint).toContain(`"${written}"`)
    expect(data).toEqual({ a: written })
  })
  it.each(['1.10', '1e3', '12345678901234567890', '0x1F', '.5', '1.'])('refuses %s, which loses signs as a number', written => {
    expect(list(`a: ${written}`)).toEqual(['1:4 yaml/lossy-number'])
  })
  it.each([
    ['7', 7],
    ['-3', -3],
    ['0', 0],
    ['1.5', 1.5],
    ['true', true],
    ['False', false],
    ['~', null],
    ['', null],
    ['12:30', '12:30'],
    ['2026-05-05', '2026-05-05'],
    ['1 2', '1 2'],
    ['+48 600 000 000', '+48 600 000 000'],
    ['nope', 'nope'],
    ['500ms', '500ms'],
  ])('reads %s', (written, value) => {
    expect(parseSource('f', `a: ${written}`)).toMatchObject({ data: { a: value }, findings: [] })
  })
})

it('warns of a text that is cut by a comment without a space', () => {
  expect(list('a: Pokój #3 jest\nb: "Pokój #3"\nc: Pokój # piętro\nd: 1 #x\ne: Pokój#3\n')).toEqual(['1:10 yaml/comment-in-text'])
  expect(list('a: b\n#c\nd: [e, #f\n g]')).toEqual([])
})

it('gives out the rest of a file with faults that do not touch its structure', () => {
  expect(parseSource('f', 'a: 1\na: 2\nb: no\nc: *x\nd: [1, no]').data).toEqual({ a: 1, b: 'no', c: null, d: [1, 'no'] })
})

it('takes no key for the prototype of an object', () => {
  const { data, findings } = parseSource('f', '__proto__: { polluted: true }\nconstructor: 1')
  expect(findings.map(finding => finding.code)).toEqual(['shape/bad-name'])
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  expect(data).toEqual({ constructor: 1 })
})
