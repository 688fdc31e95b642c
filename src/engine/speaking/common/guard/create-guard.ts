import type { GuardTables } from './guard-tables.ts'
import { createNumberRules } from './number-rules.ts'

/** What must be read before Unicode's compatibility forms blur it. */
const BEFOREHAND: readonly (readonly [RegExp, string])[] = [
  [/№\s*/g, '№ '],
  [/(\d)\s*½/g, '$1,5'],
  [/½/g, '1/2'],
  [/¼/g, '1/4'],
  [/¾/g, '3/4'],
  [/℃/g, '°C'],
  [/…/g, '.'],
  [/[’ʼ`´]/g, "'"],
  [/[−‐‑]/g, '-'],
]
/** Signs by which a voice makes pauses and joins words; nothing else leaves. */
const UNSPEAKABLE = /[^\p{L}\p{M}\s,.;:!?'·-]/gu

/** Places and preparations are the same for many calls. */
const MOST_LATELY = 1000
const LONGEST_LATELY = 300

/**
 * The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is;
 * words in another script pass.
 */
export function createGuard<N>(tables: GuardTables<N>): (text: string) => string {
  const abbreviations = tables.abbreviations.map(
    ([pattern, words]) => [new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'), words] as const,
  )
  const weekdays = createWeekdayRules(tables)
  const sayNumbersIn = createNumberRules(tables)
  const guard = (text: string): string => {
    let out = text
    for (const [sign, words] of BEFOREHAND) out = out.replace(sign, words)
    out = out.replaceAll('№', '\u0001').normalize('NFKC').replaceAll('\u0001', '№')
    out = out.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    out = sayAddresses(out, tables)
    out = weekdays(out)
    for (const [pattern, words] of abbreviations) out = out.replace(pattern, words)
    out = sayNumbersIn(out)
    out = sayAcronyms(out, tables)
    for (const [sign, words] of tables.signs) out = out.replace(sign, words)
    return tidy(out)
  }
  const lately = new Map<string, string>()
  return text => {
    const known = lately.get(text)
    if (known !== undefined) return known
    if (lately.size >= MOST_LATELY) lately.clear()
    const said = tables.plain.test(text) && !tables.abbreviated.test(text) ? text : guard(text)
    if (text.length <= LONGEST_LATELY) lately.set(text, said)
    return said
  }
}

/** E-mail and web addresses: "anna małpa klinika kropka pl". */
function sayAddresses<N>(text: string, { words }: GuardTables<N>): string {
  if (!text.includes('.')) return text
  const dots = (part: string): string => part.replaceAll('.', ` ${words.dot} `).replace(/[_/-]/g, ' ')
  return text
    .replace(
      /(?<![\p{L}\p{N}])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/gu,
      (_, name: string, host: string) => `${dots(name)} ${words.at} ${dots(host)}`,
    )
    .replace(/(?:https?:\/\/|(?=www\.))([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})\/?/giu, (_, host: string) => dots(host))
    .replace(
      /(?<![\p{L}\p{N}.])([a-z][a-z0-9-]{0,62}\.(?:pl|ua|com|org|net|eu|cat|es|uk|ru|info))(?![\p{L}\p{N}])/giu,
      (_, host: string) => dots(host),
    )
}

/** "USG" by its letters or as the language writes it out; initials ("J. Kowalski") by the letter's name. */
function sayAcronyms<N>(text: string, { acronyms, vowels, spelled }: GuardTables<N>): string {
  return text
    .replace(/(?<![\p{L}\p{M}])\p{Lu}{2,6}(?![\p{L}\p{M}])/gu, word => {
      if (Object.hasOwn(acronyms, word)) return acronyms[word] ?? word
      return vowels.test(word) ? word : spellTogether(word, spelled)
    })
    .replace(/(?<![\p{L}\p{M}'])(\p{Lu})\.(?=[\s,]|$)/gu, (_, letter: string) => spellTogether(letter, spelled))
}

function spellTogether(word: string, spelled: (text: string) => string): string {
  return spelled(word).replaceAll(',', '') || word
}

/** "pn.-pt." is from Monday to Friday. */
function createWeekdayRules<N>({ weekdays }: GuardTables<N>): (text: string) => string {
  const any = weekdays.map(([pattern]) => pattern).join('|')
  const range = new RegExp(`(?<![\\p{L}\\p{N}])(${any})\\.?\\s*[-–—]\\s*(${any})(?:\\.(?=\\s|,|$))?(?![\\p{L}\\p{N}])`, 'giu')
  const one = new RegExp(`(?<![\\p{L}\\p{N}])(${any})\\.(?![\\p{L}\\p{N}])`, 'giu')
  const find = (text: string) => weekdays.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(text))
  return text =>
    text
      .replace(range, (whole, first: string, last: string) => {
        const [from, to] = [find(first), find(last)]
        return from === undefined || to === undefined ? whole : `${from[2]} ${to[3]}`
      })
      .replace(one, (whole, short: string) => find(short)?.[1] ?? whole)
}

function tidy(text: string): string {
  return (
    text
      // Digits of other scripts have no group of their own here.
      .replace(/\p{N}/gu, ' ')
      .replace(/\s[-–—]+\s/g, ', ')
      .replace(/[–—]/g, '-')
      .replace(/[()[\]]/g, ', ')
      .replace(UNSPEAKABLE, ' ')
      // A hyphen or a raised dot joins letters or it is nothing.
      .replace(/(?<!\p{L})[-·]+|[-·]+(?!\p{L})/gu, ' ')
      .replace(/(?<=\p{L})\.(?=\p{L})/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/\s+([,.;:!?])/g, '$1')
      .replace(/,[,\s]*(?=[,.;:!?]|$)/g, '')
      .replace(/^[\s,.;:]+/, '')
      .trim()
  )
}
