/** What an unquoted word of a file stands for, and what is wrong with it. */
export interface PlainScalar {
  readonly value: string | number | boolean | null
  readonly fault?: 'bare-boolean' | 'leading-zero' | 'lossy-number'
}

const SWITCH_WORDS = new Set(['on', 'off', 'yes', 'no', 'y', 'n'])
const TRUE_WORDS = new Set(['true', 'True', 'TRUE'])
const FALSE_WORDS = new Set(['false', 'False', 'FALSE'])
const NULL_WORDS = new Set(['', '~', 'null', 'Null', 'NULL'])
const NUMBER = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|^0o[0-7]+$|^0x[0-9a-fA-F]+$/

/**
 * Reads an unquoted scalar by the core schema of YAML 1.2 (§10.3.2), and names those that other readers would take
 * for something else or that lose signs as a number. A faulty one keeps the value that its author most likely meant.
 */
export function readPlainScalar(source: string): PlainScalar {
  const first = source.charCodeAt(0)
  // Digits, + - and . alone can begin a number; most scalars are names and texts and end here.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) return readNumber(source)
  if (source.length > 5) return { value: source }
  if (NULL_WORDS.has(source)) return { value: null }
  if (TRUE_WORDS.has(source)) return { value: true }
  if (FALSE_WORDS.has(source)) return { value: false }
  if (source.length <= 3 && SWITCH_WORDS.has(source.toLowerCase())) return { value: source, fault: 'bare-boolean' }
  return { value: source }
}

function readNumber(source: string): PlainScalar {
  if (!NUMBER.test(source)) return { value: source }
  if (/^\+|^-?0[0-9]/.test(source)) return { value: source, fault: 'leading-zero' }
  const value = Number(source)
  if (String(value) !== source) return { value: Number.isFinite(value) ? value : source, fault: 'lossy-number' }
  return { value }
}

/** The switch (`true` or `false`) that a bare boolean of YAML 1.1 stands for. */
export function switchOfWord(word: string): 'true' | 'false' {
  return /^(on|yes|y)$/i.test(word) ? 'true' : 'false'
}
