const VOWEL_AT_END = /[аеєиіїоуюя]$/i

/** Joins a list with "або" or "і"; what begins with "у" before a consonant takes "в" after their vowel: "або в середу". */
export function joinList(items: readonly string[], joined: 'and' | 'or'): string {
  const last = items.at(-1) ?? ''
  if (items.length < 2) return last
  const before = items.slice(0, -1).join(', ')
  if (joined === 'or') return `${before} або ${afterVowel(last)}`
  // Between vowels "й"; before a vowel of the same sound "та" keeps the two apart.
  if (/^[іїй]/i.test(last)) return `${before} та ${last}`
  return VOWEL_AT_END.test(before) && /^[аеєиоуюя]/i.test(last) ? `${before} й ${last}` : `${before} і ${afterVowel(last)}`
}

/** "у середу" after a vowel is "в середу", but before "в" and "ф" it stays. */
function afterVowel(words: string): string {
  return words.replace(/^у (?=[бгґджзйклмнпрстхцчшщ])(?!(?:льв|св|тв|хв))/, 'в ')
}
