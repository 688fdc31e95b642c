import type { CliWorld } from './cli.ts'

/** A line that is written over and over while something takes long; nothing where nobody would see it change. */
export interface ProgressLine {
  /** `share` 0 to 1. */
  show(share: number, words: string): void
  clear(): void
}

const WIDTH = 24
const REDRAW_MS = 100

/** Draws on the terminal of errors, so that what is printed stays clean. */
export function createProgressLine({ stderr }: Pick<CliWorld, 'stderr'>): ProgressLine {
  let [drawnAt, isDrawn] = [0, false]
  return {
    show(share, words) {
      const now = performance.now()
      if (stderr.isTTY !== true || now - drawnAt < REDRAW_MS) return
      drawnAt = now
      isDrawn = true
      const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH)
      stderr.write(`\r\u001b[K${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${words}`)
    },
    clear() {
      if (isDrawn) stderr.write('\r\u001b[K')
      isDrawn = false
    },
  }
}
