import { readAttribute, scanXml, type XmlPiece } from './scan-xml.ts'
import type { ZipFile } from './zip-file.ts'

/** What a workbook says about its sheets and cells. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly path: string; readonly isHidden: boolean }[]
  /** Days are counted from 1904, as on old Macintoshes. */
  readonly is1904: boolean
  /** By number of the cell's style: whether it shows a date, a time of day, both or neither. */
  readonly styles: readonly ('date' | 'time' | 'both' | undefined)[]
}

async function collect(zip: ZipFile, name: string): Promise<readonly XmlPiece[]> {
  const stream = await zip.read(name)
  const pieces: XmlPiece[] = []
  if (stream !== undefined) for await (const some of scanXml(stream)) pieces.push(...some)
  return pieces
}

/** Reads the small parts of a workbook (ECMA-376, 18.2 and 18.8). */
export async function readWorkbookParts(zip: ZipFile): Promise<WorkbookParts> {
  const [book, relations, style] = await Promise.all([
    collect(zip, 'xl/workbook.xml'),
    collect(zip, 'xl/_rels/workbook.xml.rels'),
    collect(zip, 'xl/styles.xml'),
  ])
  const targets = new Map<string, string>()
  for (const piece of relations)
    if (piece.kind === 'open' && piece.name === 'Relationship') {
      const target = readAttribute(piece.attributes, 'Target') ?? ''
      targets.set(readAttribute(piece.attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    }
  const sheets = book.flatMap(piece => {
    if (piece.kind !== 'open' || piece.name !== 'sheet') return []
    const id = /\s(?:\w+:)?id\s*=\s*["']([^"']*)["']/.exec(piece.attributes)?.[1] ?? ''
    const path = targets.get(id)
    const state = readAttribute(piece.attributes, 'state')
    const isHidden = state !== undefined && state !== 'visible'
    return path === undefined ? [] : [{ name: readAttribute(piece.attributes, 'name') ?? '', path, isHidden }]
  })
  const properties = book.find(piece => piece.kind === 'open' && piece.name === 'workbookPr')
  const is1904 = properties?.kind === 'open' && /^(1|true)$/.test(readAttribute(properties.attributes, 'date1904') ?? '')
  return { sheets, is1904, styles: readStyles(style) }
}

function readStyles(pieces: readonly XmlPiece[]): WorkbookParts['styles'] {
  const codes = new Map<number, string>()
  const styles: ('date' | 'time' | 'both' | undefined)[] = []
  let isWithin = false
  for (const piece of pieces) {
    if (piece.kind === 'close' && piece.name === 'cellXfs') isWithin = false
    if (piece.kind !== 'open') continue
    if (piece.name === 'cellXfs') isWithin = true
    if (piece.name === 'numFmt')
      codes.set(Number(readAttribute(piece.attributes, 'numFmtId')), readAttribute(piece.attributes, 'formatCode') ?? '')
    if (isWithin && piece.name === 'xf') {
      const id = Number(readAttribute(piece.attributes, 'numFmtId') ?? 0)
      styles.push(describeFormat(id, codes.get(id)))
    }
  }
  return styles
}

/** What a number format shows; the built-in ones of ECMA-376, 18.8.30 and those of East Asia. */
function describeFormat(id: number, code: string | undefined): 'date' | 'time' | 'both' | undefined {
  if (code === undefined) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date'
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time'
    return id === 22 ? 'both' : undefined
  }
  const plain = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase()
  const [hasDate, hasTime] = [/[yd]|mmm/.test(plain), /[hs]/.test(plain)]
  return hasDate ? (hasTime ? 'both' : 'date') : hasTime ? 'time' : undefined
}
