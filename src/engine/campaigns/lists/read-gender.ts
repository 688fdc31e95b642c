import { foldName } from './fold-name.ts'

/** Whether somebody is a woman or a man, by the word of a list in the five languages; undefined: it does not say. */
export function readGender(written: string): 'female' | 'male' | undefined {
  const word = foldName(written)
  if (/^(k|f|w|ж|d|dona|mujer|kob|fem|жін|жен)/.test(word)) return 'female'
  return /^(m|ч|м|h|home|hom|mez|mal|чол|муж)/.test(word) ? 'male' : undefined
}
