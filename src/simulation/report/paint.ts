/** Colours of a terminal; without colour every function gives its text back. */
export interface ReportPaint {
  good(text: string): string
  bad(text: string): string
  weak(text: string): string
  strong(text: string): string
}

const wrap =
  (on: string, off: string) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`
const keep = (text: string): string => text

/** ANSI colours, or none. */
export const paintReport = (isColoured: boolean): ReportPaint =>
  isColoured
    ? { good: wrap('32', '39'), bad: wrap('31', '39'), weak: wrap('2', '22'), strong: wrap('1', '22') }
    : { good: keep, bad: keep, weak: keep, strong: keep }
