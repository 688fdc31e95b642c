import type { Random } from '../../src/simulation/random.ts'

/** A frame that is wrong: text, binary, or bytes that are no frame at all. */
export type BadFrame =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Buffer }
  /** Written to the connection as they are: they break the protocol, and end the socket. */
  | { readonly kind: 'raw'; readonly bytes: Buffer }

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '🦊'.repeat(50),
  'x'.repeat(5000),
  [],
  {},
  [[[[]]]],
  { __proto__: null, constructor: 1 },
  'constructor',
  '__proto__',
  '<speak>&</speak>',
  ['a', null, 7],
]
const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  'null',
  'true',
  '7',
  '"text"',
  '[]',
  '{}',
  '{',
  '}',
  '\u0000',
  '{"type":}',
  '{"type":"session:new"}',
  '{"type":"session:new","msgid":"m"}',
  '{"type":"session:new","msgid":"m","data":{}}',
  '{"type":"verb:hook","msgid":"m"}',
  '{"type":"call:status","data":{"call_status":"nonsense"}}',
  '{"__proto__":{"type":"session:new"}}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `{"type":"${'x'.repeat(20_000)}"}`,
  'GET / HTTP/1.1\r\n\r\n',
]
/** Frames by hand (RFC 6455, 5.2), masked by nought: reserved bits, an opcode that is none, text that is no UTF-8, a giant's length, no mask. */
const RAW: readonly Buffer[] = [
  Buffer.from([0xf1, 0x80, 0, 0, 0, 0]),
  Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
  Buffer.from([0x81, 0x83, 0, 0, 0, 0, 0xff, 0xfe, 0xfd]),
  Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from([0x81, 0x01, 0x7b]),
  Buffer.from([0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0]),
  Buffer.from([0x00, 0x80, 0, 0, 0, 0]),
  Buffer.from([0x88, 0x81, 0, 0, 0, 0, 3]),
]
const TOO_LONG = 520 * 1024

/** Makes a wrong frame of a good one. */
export function mutateFrame(random: Random, good: object): BadFrame {
  const chance = random.next()
  if (chance < 0.004) return { kind: 'raw', bytes: random.pick(RAW) }
  if (chance < 0.0045) return { kind: 'text', text: 'x'.repeat(TOO_LONG) }
  if (chance < 0.08) return { kind: 'text', text: random.pick(ODD_TEXTS) }
  if (chance < 0.14) return { kind: 'binary', bytes: makeBytes(random) }
  const changed = changeParts(random, structuredClone(good) as Record<string, unknown>)
  const text = JSON.stringify(changed)
  if (chance < 0.2) return { kind: 'binary', bytes: Buffer.from(text) }
  if (chance < 0.3) return { kind: 'text', text: text.slice(0, random.below(text.length)) }
  return chance < 0.4 ? { kind: 'text', text: flipCharacters(random, text) } : { kind: 'text', text }
}

function makeBytes(random: Random): Buffer {
  return Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)))
}

function flipCharacters(random: Random, text: string): string {
  const characters = [...text]
  for (let count = 1 + random.below(5); count > 0; count -= 1)
    characters[random.below(characters.length)] = String.fromCharCode(random.below(0x250))
  return characters.join('')
}

/** Drops, doubles or replaces some fields, wherever they are. */
function changeParts(random: Random, frame: Record<string, unknown>): Record<string, unknown> {
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    let at: Record<string, unknown> = frame
    for (let depth = random.below(4); depth > 0; depth -= 1) {
      const inner = random.pick(Object.values(at).filter(isRecord))
      if (inner === undefined) break
      at = inner
    }
    const key = random.pick(Object.keys(at))
    if (key === undefined) continue
    const chance = random.next()
    if (chance < 0.35) delete at[key]
    else if (chance < 0.9) at[key] = random.pick(ODD_VALUES)
    else at[`${key}${random.below(10)}`] = at[key]
  }
  return frame
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
