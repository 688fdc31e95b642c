import type { CompiledScenario } from '../compiled.ts'
import { anytimeOf, type Flow, readFlow } from './flow.ts'
import { layOut } from './layout.ts'
import type { Layout, LayoutEdge, PlacedEdge, Point } from './layout-types.ts'
import { measureText, wrapText } from './measure-text.ts'
import { CARD_WIDTH, drawCard, escapeXml, hangsAtCard, isFallback, measureCard, round, type StepCard } from './step-card.ts'
import { VERB_COLOURS, writeStyle } from './svg-style.ts'

const MARGIN = 28
const HEADER = 70
const LABEL_SIZE = 11
const LABEL_LINE = 14
const LABEL_WIDTH = 150
const NARROWEST = 560

interface Labelled {
  readonly edge: LayoutEdge
  readonly lines: readonly string[]
}

/**
 * A scenario as a picture that stands alone: a card for each step (blocks folded), arrows in the author's words, endings as pills, and what works
 * anytime below. Follows the reader's light or dark setting.
 */
export function drawSvg(compiled: CompiledScenario): string {
  const flow = readFlow(compiled)
  const hubs = findHubs(flow)
  const cards = new Map(flow.steps.map(step => [step.path, measureCard(step, hubs)]))
  const labelled = flow.steps.flatMap(step =>
    step.exits
      .filter(exit => !hangsAtCard(exit, step, hubs))
      .flatMap(exit => (exit.target.kind === 'step' ? [labelEdge(step.path, exit.target.path, exit.label)] : [])),
  )
  const boxes = [...cards].map(([id, { height }]) => ({ id, width: CARD_WIDTH, height }))
  const layout = layOut(
    boxes,
    labelled.map(({ edge }) => edge),
    flow.first,
  )
  const width = Math.max(NARROWEST, layout.width + 2 * MARGIN)
  const footer = drawFooter(compiled, width, HEADER + layout.height + MARGIN, new Set(flow.steps.map(({ kind }) => kind)))
  const shift = (width - layout.width) / 2
  const lines = new Map(labelled.map(({ edge, lines }) => [edge, lines]))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(footer.bottom)}" width="${round(width)}" height="${round(footer.bottom)}" role="img" aria-label="${escapeXml(compiled.title)}">`,
    `<title>${escapeXml(compiled.title)}</title><style>${writeStyle()}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0,0L8,4L0,8z"/></marker></defs>',
    `<rect class="ground" width="${round(width)}" height="${round(footer.bottom)}" rx="12"/>`,
    drawTitle(compiled, width),
    `<g transform="translate(${round(shift)},${HEADER})">`,
    drawStart(layout, flow.first),
    ...layout.edges.map(drawEdge),
    ...layout.edges.map(edge => drawLabel(edge, lines.get(edge.edge) ?? [])),
    ...[...cards].map(([id, card]) => drawPlaced(card, layout, id)),
    '</g>',
    footer.svg,
    '</svg>\n',
  ].join('')
}

/** Steps that so many others fall back to that the arrows would hide the rest; at least one arrow other than a fallback must lead there. */
function findHubs(flow: Flow): ReadonlySet<string> {
  const incoming = new Map<string, { all: number; fallbacks: number }>()
  for (const exit of flow.steps.flatMap(({ exits }) => exits)) {
    if (exit.target.kind !== 'step') continue
    const { all, fallbacks } = incoming.get(exit.target.path) ?? { all: 0, fallbacks: 0 }
    incoming.set(exit.target.path, { all: all + 1, fallbacks: fallbacks + (isFallback(exit) ? 1 : 0) })
  }
  return new Set([...incoming].filter(([, { all, fallbacks }]) => fallbacks > 4 && all > fallbacks).map(([path]) => path))
}

function labelEdge(from: string, to: string, label: string): Labelled {
  const lines = label === '' ? [] : wrapText(label, LABEL_WIDTH, LABEL_SIZE, 4)
  const width = Math.max(0, ...lines.map(line => measureText(line, LABEL_SIZE)))
  return { edge: { from, to, labelWidth: width === 0 ? 0 : width + 6, labelHeight: lines.length * LABEL_LINE }, lines }
}

function drawTitle(compiled: CompiledScenario, width: number): string {
  const [title = ''] = wrapText(compiled.title, width - 2 * MARGIN, 19, 1, true)
  const about = `${compiled.name} · ${compiled.languages.join(', ')}`
  return [
    `<text class="name" x="${MARGIN}" y="36" font-size="19">${escapeXml(title)}</text>`,
    `<text class="soft" x="${MARGIN}" y="55" font-size="12">${escapeXml(about)}</text>`,
  ].join('')
}

function drawPlaced(card: StepCard, layout: Layout, id: string): string {
  const box = layout.boxes.get(id)
  return box === undefined ? '' : drawCard(card, box)
}

function drawStart(layout: Layout, first: string): string {
  const box = layout.boxes.get(first)
  if (box === undefined) return ''
  const top = box.y - box.height / 2
  return `<circle class="head" cx="${round(box.x)}" cy="${round(top - 22)}" r="5"/><path class="edge" d="M${round(box.x)},${round(top - 17)}V${round(top - 2)}" marker-end="url(#head)"/>`
}

function drawEdge({ points, isReturn }: PlacedEdge): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  let path = `M${at(first)}`
  let before = first
  for (const [index, point] of rest.entries()) {
    // Points come in pairs: straight along a run, then a curve to the next one.
    if (index % 2 === 1) path += curve(before, point)
    else if (point.y !== before.y) path += `L${at(point)}`
    before = point
  }
  return `<path class="edge${isReturn ? ' return' : ''}" d="${path}" marker-end="url(#head)"/>`
}

function curve(from: Point, to: Point): string {
  if (from.x === to.x) return `L${at(to)}`
  const middle = (from.y + to.y) / 2
  return `C${round(from.x)},${round(middle)} ${round(to.x)},${round(middle)} ${at(to)}`
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`
}

function drawLabel({ label }: PlacedEdge, lines: readonly string[]): string {
  if (label === undefined) return ''
  const first = label.y - ((lines.length - 1) * LABEL_LINE) / 2 + 4
  return lines
    .map(
      (line, index) =>
        `<text class="label" x="${round(label.x)}" y="${round(first + index * LABEL_LINE)}" font-size="${LABEL_SIZE}" text-anchor="middle">${escapeXml(line)}</text>`,
    )
    .join('')
}

function drawFooter(
  compiled: CompiledScenario,
  width: number,
  top: number,
  kinds: ReadonlySet<string>,
): { readonly svg: string; readonly bottom: number } {
  const parts: string[] = []
  let y = top
  const anytime = anytimeOf(compiled)
  if (anytime.length > 0) {
    const chips = drawChips('works anytime', anytime, y, width)
    parts.push(chips.svg)
    y = chips.bottom + 14
  }
  let x = MARGIN
  for (const kind of Object.keys(VERB_COLOURS).filter(verb => kinds.has(verb))) {
    const label = kind === 'use' ? 'use (a block)' : kind
    parts.push(
      `<rect class="v-${kind}" x="${round(x)}" y="${round(y + 3)}" width="10" height="10" rx="3"/>`,
      `<text class="soft" x="${round(x + 15)}" y="${round(y + 12)}" font-size="${LABEL_SIZE}">${label}</text>`,
    )
    x += measureText(label, LABEL_SIZE) + 34
  }
  parts.push(
    `<rect class="end" x="${round(x)}" y="${round(y)}" width="${round(measureText('ending', LABEL_SIZE) + 18)}" height="17" rx="8.5"/>`,
    `<text x="${round(x + 9)}" y="${round(y + 12)}" font-size="${LABEL_SIZE}">ending</text>`,
  )
  return { svg: parts.join(''), bottom: y + 17 + MARGIN }
}

function drawChips(
  title: string,
  names: readonly string[],
  top: number,
  width: number,
): { readonly svg: string; readonly bottom: number } {
  const parts: string[] = []
  const first = MARGIN + 14 + measureText(title, LABEL_SIZE, true) + 12
  let x = first
  let y = top + 12
  for (const name of names) {
    const chip = measureText(name, LABEL_SIZE) + 16
    if (x + chip > width - MARGIN - 12) {
      x = first
      y += 26
    }
    parts.push(
      `<rect class="chip" x="${round(x)}" y="${round(y)}" width="${round(chip)}" height="20" rx="10"/>`,
      `<text x="${round(x + chip / 2)}" y="${round(y + 14)}" font-size="${LABEL_SIZE}" text-anchor="middle">${escapeXml(name)}</text>`,
    )
    x += chip + 8
  }
  const bottom = y + 32
  return {
    svg: [
      `<rect class="anytime" x="${MARGIN}" y="${round(top)}" width="${round(width - 2 * MARGIN)}" height="${round(bottom - top)}" rx="8"/>`,
      `<text class="name" x="${MARGIN + 14}" y="${round(top + 26)}" font-size="${LABEL_SIZE}">${title}</text>`,
      ...parts,
    ].join(''),
    bottom,
  }
}
