import type { FlowExit, FlowStep } from './flow.ts'
import type { PlacedBox } from './layout-types.ts'
import { measureText, wrapText } from './measure-text.ts'

/** Width of every card, in pixels. */
export const CARD_WIDTH = 236
const PADDING = 12
const TEXT_SIZE = 12
const TEXT_LINE = 16
const SMALL_SIZE = 11
const SMALL_LINE = 14
const HEADER = 30
const PILL_HEIGHT = 20

/** A way out of a step that needs no arrow: it hangs at the card. */
interface CardExit {
  readonly labels: readonly string[]
  readonly pill: string
  readonly pillWidth: number
  readonly kind: 'end' | 'anytime'
  readonly height: number
}
/** A step's card with all its lines broken; `height` in pixels. */
export interface StepCard {
  readonly step: FlowStep
  readonly name: string
  readonly nameSize: number
  readonly lines: readonly string[]
  readonly exits: readonly CardExit[]
  readonly height: number
}

/** Breaks a step's texts for its card and measures it. Endings, `back` and what works anytime become pills on the card. */
export function measureCard(step: FlowStep, hubs: ReadonlySet<string>): StepCard {
  const inside = CARD_WIDTH - 2 * PADDING
  const verb = measureText(step.kind, SMALL_SIZE) + 10
  const room = inside - verb - 4
  // A name is what people look for: it shrinks before it is cut.
  const nameSize = [13, 12, 11, 10].find(size => measureText(step.name, size, true) <= room) ?? 10
  const [name = step.name] = wrapText(step.name, room, nameSize, 1, true)
  const text = step.text === '' ? [] : wrapText(plainText(step.text), inside, TEXT_SIZE, 3)
  const exits = step.exits.filter(exit => hangsAtCard(exit, step, hubs)).map(exit => measureExit(exit, step, inside))
  const textHeight = text.length === 0 ? 0 : text.length * TEXT_LINE + 4
  const exitHeight = exits.reduce((sum, { height }) => sum + height + 4, exits.length > 0 ? 2 : 0)
  return { step, name, nameSize, lines: text, exits, height: HEADER + textHeight + exitHeight + 6 }
}

/** Tells whether an exit is drawn as a pill of the card; the others are arrows. `hubs` are steps that many fall back to. */
export function hangsAtCard(exit: FlowExit, step: FlowStep, hubs: ReadonlySet<string>): boolean {
  if (exit.target.kind !== 'step' || exit.target.path === step.path) return true
  return hubs.has(exit.target.path) && isFallback(exit)
}

/** Tells whether an exit is taken when the caller was silent or not understood. */
export function isFallback(exit: FlowExit): boolean {
  return exit.label.split(', ').some(label => label === 'silent' || label === 'not understood' || label === 'off list')
}

/** Placeholders as a reader understands them: `{appointment.at: day and time}` is ‹appointment at›. */
function plainText(text: string): string {
  return text.replaceAll(/\{([\w.]+)[^{}]*\}/g, (_, path: string) => `‹${path.replaceAll(/[._]/g, ' ')}›`)
}

function measureExit(exit: FlowExit, step: FlowStep, inside: number): CardExit {
  const pill = wrapText(nameTarget(exit, step), inside - 24, SMALL_SIZE, 1)[0] ?? ''
  const pillWidth = measureText(pill, SMALL_SIZE) + 18
  const labels = exit.label === '' ? [] : wrapText(exit.label, Math.max(60, inside - pillWidth - 10), SMALL_SIZE, 4)
  return {
    labels,
    pill,
    pillWidth,
    kind: exit.target.kind === 'end' || exit.target.kind === 'give' ? 'end' : 'anytime',
    height: Math.max(PILL_HEIGHT, labels.length * SMALL_LINE + 4),
  }
}

function nameTarget({ target }: FlowExit, step: FlowStep): string {
  switch (target.kind) {
    case 'end':
      return target.outcome.replaceAll('_', ' ')
    case 'give':
      return target.result.replaceAll('_', ' ')
    case 'anytime':
      return `→ ${target.name.replaceAll('_', ' ')}`
    case 'back':
      return '↩ back'
    case 'step':
      return target.path === step.path ? '↻ again' : `→ ${target.path}`
  }
}

/** The card as SVG elements. */
export function drawCard(card: StepCard, box: PlacedBox): string {
  const left = box.x - box.width / 2
  const top = box.y - box.height / 2
  const { kind } = card.step
  const parts = [
    `<rect class="card" x="${round(left)}" y="${round(top)}" width="${box.width}" height="${box.height}" rx="8"/>`,
    // A block is a script of its own: a second edge says that there is more inside.
    kind === 'use'
      ? `<rect class="card" fill-opacity="0" x="${round(left + 3)}" y="${round(top + 3)}" width="${box.width - 6}" height="${box.height - 6}" rx="6"/>`
      : '',
    `<rect class="v-${kind}" x="${round(left)}" y="${round(top + 8)}" width="4" height="${box.height - 16}" rx="2"/>`,
    `<text class="name" x="${round(left + PADDING)}" y="${round(top + 20)}" font-size="${card.nameSize}">${escapeXml(card.name)}</text>`,
    `<text class="v-${kind}" x="${round(left + box.width - PADDING)}" y="${round(top + 20)}" font-size="${SMALL_SIZE}" text-anchor="end">${kind}</text>`,
  ]
  let y = top + HEADER
  for (const line of card.lines) {
    parts.push(
      `<text class="soft" x="${round(left + PADDING)}" y="${round(y + 10)}" font-size="${TEXT_SIZE}">${escapeXml(line)}</text>`,
    )
    y += TEXT_LINE
  }
  if (card.lines.length > 0) y += 4
  for (const exit of card.exits) {
    parts.push(drawCardExit(exit, left, y + 2, box.width))
    y += exit.height + 4
  }
  return parts.join('')
}

function drawCardExit(exit: CardExit, left: number, top: number, width: number): string {
  const x = exit.labels.length === 0 ? left + PADDING : left + width - PADDING - exit.pillWidth
  const y = top + (exit.height - PILL_HEIGHT) / 2
  const first = top + exit.height / 2 - ((exit.labels.length - 1) * SMALL_LINE) / 2 + 4
  const labels = exit.labels.map(
    (label, index) =>
      `<text class="soft" x="${round(left + PADDING)}" y="${round(first + index * SMALL_LINE)}" font-size="${SMALL_SIZE}">${escapeXml(label)}</text>`,
  )
  return [
    ...labels,
    `<rect class="${exit.kind}" x="${round(x)}" y="${round(y)}" width="${round(exit.pillWidth)}" height="${PILL_HEIGHT}" rx="10"/>`,
    `<text x="${round(x + exit.pillWidth / 2)}" y="${round(y + 14)}" font-size="${SMALL_SIZE}" text-anchor="middle">${escapeXml(exit.pill)}</text>`,
  ].join('')
}

/** A number as SVG needs it: at most one decimal. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Text safe inside an XML element or attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
