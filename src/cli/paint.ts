import { styleText } from 'node:util'

/** Styles that the commands use; a subset of Node's, so that output looks of one piece. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan' | 'magenta'

/** Puts a text in a style, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style | readonly Style[], text: string) => string

/** A painter for a stream: colours on a terminal without NO_COLOR (no-color.org), or wherever FORCE_COLOR asks for them. */
export function createPaint(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Paint {
  const isForced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0'
  const isRefused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  if (!isForced && (isRefused || stream.isTTY !== true)) return (_, text) => text
  return (style, text) => styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false })
}
