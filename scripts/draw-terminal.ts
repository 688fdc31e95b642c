/** Colours of a dark terminal, by SGR code; 1 and 2 are bold and dim. */
const COLOURS: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#3fb950',
  33: '#d29922',
  34: '#58a6ff',
  35: '#bc8cff',
  36: '#39c5cf',
}
const CHAR = 8.4
const LINE = 20
const PAD = 18
const BAR = 34

interface Piece {
  readonly text: string
  readonly style: string
}

/** Draws lines of a terminal, with its colours, as an SVG that needs nothing else. `columns`: how wide it is. */
export function drawTerminal(lines: readonly string[], columns: number): string {
  const width = columns * CHAR + 2 * PAD
  const height = lines.length * LINE + BAR + PAD
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${PAD + 6 + index * 20}" cy="18" r="6" fill="${fill}"/>`,
  )
  const rows = lines.map((line, index) => {
    let column = 0
    const parts = splitStyles(line).map(({ text, style }) => {
      const x = (PAD + column * CHAR).toFixed(1)
      const length = (text.length * CHAR).toFixed(1)
      column += text.length
      return text.trim() === ''
        ? ''
        : `<tspan x="${x}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${style}>${escapeText(text)}</tspan>`
    })
    return `<text y="${BAR + 14 + index * LINE}" xml:space="preserve">${parts.join('')}</text>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A terminal in which a demonstration runs">`,
    `<rect width="100%" height="100%" rx="10" fill="#0d1117"/>`,
    ...dots,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="#e6edf3">`,
    ...rows,
    '</g></svg>',
    '',
  ].join('\n')
}

function splitStyles(line: string): readonly Piece[] {
  const pieces: Piece[] = []
  let colour = ''
  let weight = ''
  // The escape is what is looked for.
  // oxlint-disable-next-line no-control-regex
  for (const part of line.split(/(\u001b\[\d+m)/)) {
    // oxlint-disable-next-line no-control-regex
    const code = Number(/^\u001b\[(\d+)m$/.exec(part)?.[1] ?? NaN)
    if (Number.isNaN(code)) {
      if (part !== '') pieces.push({ text: part, style: colour + weight })
    } else if (code === 39) colour = ''
    else if (code === 22) weight = ''
    else if (code === 1) weight = ' font-weight="700"'
    else if (code === 2) weight = ' fill-opacity="0.6"'
    else colour = ` fill="${COLOURS[code] ?? '#e6edf3'}"`
  }
  return pieces
}

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
