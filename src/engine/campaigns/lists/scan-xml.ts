/** A piece of XML: a tag that opens (`isEmpty`: and closes), one that closes, or text with its entities resolved. */
export type XmlPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** Scans XML as spreadsheets write it, piece by piece: no DTD, no entities but the five and numbers. Prefixes of namespaces are left out. */
export async function* scanXml(stream: AsyncIterable<unknown>): AsyncGenerator<XmlPiece[]> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const bytes of stream) {
    rest += decoder.decode(bytes as Buffer, { stream: true })
    const pieces: XmlPiece[] = []
    let at = 0
    for (;;) {
      const open = rest.indexOf('<', at)
      if (open < 0) break
      const close = rest.startsWith('<!--', open) ? rest.indexOf('-->', open) + 2 : rest.indexOf('>', open)
      if (close < 2 || close >= rest.length) break
      if (open > at) pieces.push({ kind: 'text', text: resolveEntities(rest.slice(at, open)) })
      const tag = readTag(rest.slice(open + 1, close))
      if (tag !== undefined) pieces.push(tag)
      at = close + 1
    }
    rest = rest.slice(at)
    yield pieces
  }
}

function readTag(inner: string): XmlPiece | undefined {
  if (inner.startsWith('?') || inner.startsWith('!')) return undefined
  if (inner.startsWith('/')) return { kind: 'close', name: localName(inner.slice(1).trim()) }
  const isEmpty = inner.endsWith('/')
  const body = isEmpty ? inner.slice(0, -1) : inner
  const space = body.search(/\s/)
  return space < 0
    ? { kind: 'open', name: localName(body), attributes: '', isEmpty }
    : { kind: 'open', name: localName(body.slice(0, space)), attributes: body.slice(space), isEmpty }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Value of an attribute; names with a prefix are given with it (`r:id`). */
export function readAttribute(attributes: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? []
  const value = double ?? single
  return value === undefined ? undefined : resolveEntities(value)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
    }
    return ENTITIES[name] ?? whole
  })
}
