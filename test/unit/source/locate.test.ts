import { describe, expect, it } from 'vitest'
import { parseSource, type SourcePart, type SourcePath } from '../../../src/scenarios/source/index.ts'

const TEXT =
  'scenario: a\r\nsteps:\r\n  powitanie:\r\n    ask: ["Цей текст", \'drugi\']\r\n    keys: { 1: yes_please, "2": nothing }\r\n    empty:\r\n    say: "a \\"b\\" c"\r\n'
const { source } = parseSource('file.yaml', TEXT)
const show = (path: SourcePath, part: SourcePart): string => {
  const { start, end, line, column } = source.spanAt(path, part)
  return `${line}:${column} ${TEXT.slice(start, end).split('\r\n')[0]}`
}

describe('where things stand', () => {
  it.each<[SourcePath, SourcePart, string]>([
    [['scenario'], 'key', '1:1 scenario'],
    [['scenario'], 'value', '1:11 a'],
    [['steps', 'powitanie'], 'key', '3:3 powitanie'],
    [['steps', 'powitanie', 'ask', 0], 'value', '4:11 "Цей текст"'],
    [['steps', 'powitanie', 'ask', 1], 'key', "4:24 'drugi'"],
    [['steps', 'powitanie', 'keys', '1'], 'value', '5:16 yes_please'],
    [['steps', 'powitanie', 'keys', 2], 'key', '5:28 "2"'],
  ])('%j %s', (path, part, place) => {
    expect(show(path, part)).toBe(place)
  })
  it('is the name where the value is empty', () => {
    expect(show(['steps', 'powitanie', 'empty'], 'value')).toBe('6:5 empty')
  })
  it('is the nearest parent where nothing stands', () => {
    expect(show(['steps', 'powitanie', 'then', 'deeper'], 'value')).toBe('3:3 powitanie')
    expect(show(['scenario', 0], 'value')).toBe('1:1 scenario')
    expect(show(['nothing'], 'key')).toBe('1:1 s')
  })
  it('is the start of a file that cannot be read', () => {
    expect(parseSource('f', 'a: "').source.spanAt(['a', 'b'], 'value')).toMatchObject({ line: 1, column: 1 })
  })
  it('is a stretch inside a text', () => {
    const within = (path: SourcePath, start: number, end: number): string => {
      const span = source.spanWithin(path, start, end)
      return TEXT.slice(span.start, span.end)
    }
    expect(within(['steps', 'powitanie', 'ask', 0], 4, 9)).toBe('текст')
    expect(within(['scenario'], 0, 1)).toBe('a')
    expect(within(['scenario', 0], 0, 1)).toBe('a')
    expect(within(['steps', 'powitanie', 'say'], 0, 1)).toBe('"a \\"b\\" c"')
  })
})
