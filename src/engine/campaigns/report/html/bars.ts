import { escapeHtml } from './escape-html.ts'

/** One bar: `value` of `most`, of which `part` is filled strongly. */
export interface Bar {
  readonly label: string
  readonly value: number
  readonly part?: number
  /** What stands at its end. */
  readonly note: string
}

/** Bars that lie one under the other: for names, which need room. Lengths are shares of the longest. */
export function drawBars(bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const rows = bars.map(({ label, value, part, note }) => {
    const width = (share: number): string => `${((100 * share) / most).toFixed(1)}%`
    const inner = part === undefined ? '' : `<i style="width:${value === 0 ? 0 : ((100 * part) / value).toFixed(1)}%"></i>`
    return `<dt>${escapeHtml(label)}</dt><dd><span class="track"><b class="${part === undefined ? 'full' : 'pale'}" style="width:${width(value)}">${inner}</b></span><span class="note">${escapeHtml(note)}</span></dd>`
  })
  return `<dl class="bars">${rows.join('')}</dl>`
}

const HEIGHT = 120
const STEP = 26

/** Bars that stand beside each other, for hours and weekdays: pale what was tried, strong what reached somebody. */
export function drawColumns(bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const width = bars.length * STEP
  const columns = bars.map(({ label, value, part = 0, note }, index) => {
    const x = index * STEP + 4
    const [tall, strong] = [(HEIGHT * value) / most, (HEIGHT * part) / most]
    return [
      `<g><title>${escapeHtml(`${label}: ${note}`)}</title>`,
      `<rect class="pale" x="${x}" y="${(HEIGHT - tall).toFixed(1)}" width="${STEP - 8}" height="${tall.toFixed(1)}" rx="2"/>`,
      `<rect class="full" x="${x}" y="${(HEIGHT - strong).toFixed(1)}" width="${STEP - 8}" height="${strong.toFixed(1)}" rx="2"/>`,
      `<text x="${x + (STEP - 8) / 2}" y="${HEIGHT + 14}" text-anchor="middle">${escapeHtml(label)}</text></g>`,
    ].join('')
  })
  return `<svg class="columns" role="img" viewBox="0 0 ${width} ${HEIGHT + 18}" style="max-width:${width * 1.6}px" aria-label="${escapeHtml(bars.map(({ label, note }) => `${label}: ${note}`).join('; '))}">${columns.join('')}</svg>`
}

/** One share with its interval, all 0..1. */
export interface IntervalRow {
  readonly label: string
  readonly share: number
  readonly low: number
  readonly high: number
  readonly note: string
}

/** Shares as points on lines that show what chance leaves open, over 0 to 100 %. */
export function drawIntervals(rows: readonly IntervalRow[]): string {
  const at = (share: number): string => `${(100 * share).toFixed(1)}%`
  const lines = rows.map(
    ({ label, share, low, high, note }) =>
      `<dt>${escapeHtml(label)}</dt><dd><span class="track line"><b class="pale" style="margin-left:${at(low)};width:${at(high - low)}"></b><u style="left:${at(share)}"></u></span><span class="note">${escapeHtml(note)}</span></dd>`,
  )
  return `<dl class="bars">${lines.join('')}</dl>`
}
