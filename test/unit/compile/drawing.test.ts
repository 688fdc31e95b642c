import { describe, expect, it } from 'vitest'
import { layOut } from '../../../src/scenarios/compile/draw/layout.ts'
import { measureText, wrapText } from '../../../src/scenarios/compile/draw/measure-text.ts'
import { compileScenario, drawMermaid, drawSvg } from '../../../src/scenarios/compile/index.ts'
import { ask, block, decide, run, say, scenario, service, to, transfer, use, workspace } from './documents.ts'

const identity = block('blocks/identity', [ask('hello', { agree: 'give:confirmed', decline: 'give:refused' })], {
  confirmed: {},
  refused: {},
})
const document = scenario(
  [
    use('identity', 'blocks/identity', { confirmed: 'visit', refused: 'end:callback' }),
    ask(
      'visit',
      {
        agree: 'times',
        not_sure: 'times',
        price: 'price',
        move: { kind: 'if', condition: 'late', go: to('anytime.operator'), else: to('fork') },
      },
      { text: ['Czy <termin> "{patient.name: full name}" & reszta jest aktualna?'] },
    ),
    say('price', 'back'),
    run('times', 'free_times', { kind: 'if_empty', go: to('visit'), else: to('fork') }, 'end:callback', {
      instead: { taken: to('fork') },
    }),
    decide('fork', { late: 'end:confirmed' }, 'out'),
    transfer('out', 'visit'),
  ],
  { conditions: { late: 'now > timestamp(0)' } },
)
const compiled = compileScenario(
  workspace([document], [identity], { serviceList: [service('free_times', {}, ['taken'])] }),
  'visit-call',
)

describe('a Mermaid diagram', () => {
  const lines = drawMermaid(compiled)
    .split('\n')
    .map(line => line.trim())

  it('shows a block as a composite state with its results', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        '[*] --> identity',
        'state "identity: blocks/identity" as identity {',
        '[*] --> identity__hello',
        'identity__hello --> identity__give_confirmed : agree',
        'identity__give_confirmed --> [*]',
        'identity --> visit : confirmed',
      ]),
    )
  })

  it("labels arrows in the author's words, once for each pair of steps", () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'visit --> times : agree, not sure',
        'visit --> anytime : move: late',
        'visit --> fork : move: else',
        'times --> visit : if empty',
        'times --> fork : done, taken',
        'times --> end_callback : failed',
        'fork --> end_confirmed : late',
        'fork --> out : else',
        'end_confirmed --> [*]',
      ]),
    )
  })

  it('leaves out what the policy adds, and what Mermaid would read as its own', () => {
    expect(lines.filter(line => line.startsWith('visit --> end_callback'))).toEqual([])
    expect(lines).toContain('state "visit: Czy <termin> ”‹patient.name: full name›” & reszta jest…" as visit')
    expect(lines).toContain('state "price: price. ↩" as price')
  })
})

describe('a picture', () => {
  const svg = drawSvg(compiled)

  it('stands alone, is well-formed, and follows light and dark', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 [\d.]+ [\d.]+"/)
    expect(svg).not.toMatch(/href|url\((?!#head\))|NaN|undefined|Infinity/)
    expect(svg).toContain('@media (prefers-color-scheme:dark)')
    const open: string[] = []
    const closed: unknown[][] = []
    for (const [, close, name, , self] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<>]*")*)\s*(\/?)>/g)) {
      if (close === '/') closed.push([open.pop(), name])
      else if (self !== '/') open.push(name ?? '')
    }
    expect(open).toEqual([])
    expect(closed.filter(([opened, name]) => opened !== name)).toEqual([])
    expect(svg.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/)
  })

  it('shows steps, labels, endings and what works anytime', () => {
    const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(match => match[1])
    expect(texts).toEqual(
      expect.arrayContaining([
        'Wizyta',
        'visit',
        'fork',
        'agree, not sure',
        'callback',
        '↩ back',
        '→ operator',
        'works anytime',
        'who is it',
        'use (a block)',
      ]),
    )
  })

  it('is the same every time', () => {
    expect(drawSvg(compiled)).toBe(svg)
  })
})

describe('a layout', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const boxes = ids.map((id, index) => ({ id, width: 100, height: 40 + index * 10 }))
  const edge = (from: string, to: string) => ({ from, to, labelWidth: 30, labelHeight: 14 })
  const edges = [
    edge('a', 'b'),
    edge('a', 'c'),
    edge('b', 'd'),
    edge('c', 'd'),
    edge('d', 'e'),
    edge('e', 'a'),
    edge('a', 'e'),
    edge('c', 'f'),
  ]
  const layout = layOut(boxes, edges, 'a')
  const place = (id: string) => layout.boxes.get(id) as { x: number; y: number; width: number; height: number }

  it('never lets boxes overlap, and keeps them inside', () => {
    for (const one of ids.map(place)) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(-0.01)
      expect(one.x + one.width / 2).toBeLessThanOrEqual(layout.width + 0.01)
      for (const other of ids.map(place)) {
        if (one === other) continue
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2
        expect(apart).toBe(true)
      }
    }
  })

  it('leads down, and marks what leads back', () => {
    expect(place('a').y).toBeLessThan(place('b').y)
    expect(place('d').y).toBeLessThan(place('e').y)
    expect(layout.edges.filter(({ isReturn }) => isReturn).map(({ edge }) => `${edge.from}${edge.to}`)).toEqual(['ea'])
    expect(layout.edges.every(({ label }) => label !== undefined)).toBe(true)
  })

  it('bears a scenario of 600 steps in a row', () => {
    const many = Array.from({ length: 600 }, (_, index) => ({ id: `s${index}`, width: 100, height: 40 }))
    const row = many.slice(1).map((box, index) => ({ from: `s${index}`, to: box.id, labelWidth: 0, labelHeight: 0 }))
    expect(layOut(many, row, 's0').boxes.size).toBe(600)
  })
})

describe('text in a picture', () => {
  it('is broken within its width, Cyrillic and long words too, and cut with an ellipsis', () => {
    for (const text of [
      'Czy ten termin jest nadal aktualny, czy szukamy innego?',
      'Доброго дня, це автоматичний помічник поліклініки',
      'a'.repeat(200),
    ]) {
      const lines = wrapText(text, 120, 12, 2)
      expect(lines.length).toBeLessThanOrEqual(2)
      for (const line of lines) expect(measureText(line, 12)).toBeLessThanOrEqual(120)
      expect(lines.at(-1)).toMatch(/…$/)
    }
    expect(wrapText('krótki tekst', 120, 12, 2)).toEqual(['krótki tekst'])
    expect(wrapText('', 120, 12, 2)).toEqual([])
  })
})
