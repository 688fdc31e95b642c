/** Characters of about equal advance, with the advance in thousandths of the font's size: DejaVu Sans, the widest of the fonts that a reader may have. */
const WIDTHS: readonly (readonly [string, number])[] = [
  ["iljIłí'|!.,:;·", 330],
  ['ftr()[]-{}/ "’”„‹›', 420],
  ['sczśćżźJťyvxkкгтхусзэё?', 560],
  ['mwMWшщжмюфыЩШЖМЮФ—…@%→↩↻', 1000],
  ['OQGDNHUCAVKXYRBOÓŻТПНДЛОСИАКРВФЦЧЭ', 790],
]
const DEFAULT_WIDTH = 640

const widths = new Map(WIDTHS.flatMap(([characters, width]) => [...characters].map(character => [character, width] as const)))

/** Width of a text in pixels at a font size, never too small for the usual sans-serif fonts. `bold` adds a tenth. */
export function measureText(text: string, size: number, bold = false): number {
  let thousandths = 0
  for (const character of text) thousandths += widths.get(character) ?? DEFAULT_WIDTH
  return (thousandths * size * (bold ? 1.1 : 1)) / 1000
}

/** Breaks a text into at most `lines` lines of a width; what is left over ends in an ellipsis. A word too long for a line is cut. */
export function wrapText(text: string, width: number, size: number, lines: number, bold = false): readonly string[] {
  const result: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measureText(longer, size, bold) <= width) {
      line = longer
      continue
    }
    if (line !== '') result.push(line)
    line = word
    if (result.length === lines) break
  }
  if (line !== '' && result.length < lines) result.push(line)
  const isWhole =
    result.join(' ') ===
    text
      .split(/\s+/)
      .filter(part => part !== '')
      .join(' ')
  return result.map((part, index) => fit(part, width, size, bold, !isWhole && index === result.length - 1))
}

function fit(line: string, width: number, size: number, bold: boolean, isCut: boolean): string {
  let kept = line
  const tail = (): string => (isCut || kept !== line ? '…' : '')
  while (kept !== '' && measureText(kept + tail(), size, bold) > width) kept = kept.slice(0, -1).trimEnd()
  return tail() === '' ? kept : `${kept.replace(/[\s.,:;–-]+$/, '')}…`
}
