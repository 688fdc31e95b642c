import type { Language } from '../../scenarios/model/documents.ts'
import type { HearingContext } from '../call/ports.ts'
import type { PhraseIndex, PhraseMatch } from './phrases.ts'
import type { Token } from './tokens.ts'

/** Meanings that are looked for before all others: missing one of these does harm. */
const URGENT = ['stop_calling', 'emergency']
const NEGATORS: Readonly<Partial<Record<Language, string>>> = { pl: 'nie', ru: 'не', uk: 'не' }
/** Beginnings of words that "nie" turns round; other words after it begin a thought of their own ("nie, przełóżmy"). */
const NEGATABLE: Readonly<Partial<Record<Language, RegExp>>> = {
  pl: /^(chc|moge|moz|pasuj|potwierdz|zgadz|zgod|bede|mam|ma$|da$|dam|jest|odwoluj|przeklad|rezygn|przyjd|zycz|trzeba|aktualn|odpowiad|dobrze|przypomin)/,
  ru: /^(хоч|мог|подход|подтвержд|соглас|буд|отмен|перенос|над|нуж|приду)/,
  uk: /^(хоч|мож|підход|підтвердж|згод|буд|скасов|перенос|треба|прийду)/,
}
/** Of what must not be missed only these are denied: "nie zemdlał", but not "nie, mam zawał" with its comma lost. */
const URGENT_NEGATABLE = /^(oddycha|dusi|dusze|zemdl|stracil|umier|krwawi|kluje|boli|leje|polkn|przesta|jest)/
/** After these a bare "nie" is still an answer. */
const AFTER_ANSWER: ReadonlySet<string> = new Set([
  'dziekuje',
  'prosze',
  'pan',
  'pani',
  'panie',
  'ale',
  'bo',
  'ja',
  'niestety',
  'raczej',
  'jednak',
  'teraz',
  'dzis',
  'dzisiaj',
  'tym',
  'razem',
  'wcale',
  'absolutnie',
  'nigdy',
  'tylko',
  'dzieki',
  'tak',
])

/** Finds what was meant, in order, without overlaps; negation is resolved. */
export function findMeanings(tokens: readonly Token[], index: PhraseIndex, context: HearingContext): PhraseMatch[] {
  const urgent = new Set([...URGENT, ...context.scenario.absolute])
  const own = new Set(context.own)
  const anytime = new Set(context.anytime)
  const rank = (meaning: string) => (urgent.has(meaning) ? 0 : own.has(meaning) ? 1 : anytime.has(meaning) ? 2 : 3)
  const found = index.find(tokens, context.node, rank)
  const isInside = (match: PhraseMatch) =>
    found.some(other => other.from <= match.from && other.to >= match.to && other.to - other.from > match.to - match.from)
  const order = found
    .map(match => ({
      match,
      weight: (urgent.has(match.meaning) && !isInside(match) ? 1000 : 0) + (match.to - match.from) * 10 - rank(match.meaning),
    }))
    .sort((a, b) => b.weight - a.weight || a.match.from - b.match.from)
  const taken = Array.from({ length: tokens.length }, () => false)
  const chosen: PhraseMatch[] = []
  for (const { match } of order) {
    if (taken.slice(match.from, match.to).includes(true)) continue
    taken.fill(true, match.from, match.to)
    chosen.push(match)
  }
  chosen.sort((a, b) => a.from - b.from)
  return joinRepeats(resolveNegation(chosen, tokens, context.language, taken, urgent))
}

function resolveNegation(
  matches: readonly PhraseMatch[],
  tokens: readonly Token[],
  language: Language,
  taken: boolean[],
  urgent: ReadonlySet<string>,
): PhraseMatch[] {
  const negator = NEGATORS[language]
  const negatable = NEGATABLE[language]
  if (negator === undefined || negatable === undefined) return [...matches]
  const resolved: PhraseMatch[] = []
  for (const match of matches) {
    const first = tokens[match.from]
    const before = tokens[match.from - 1]
    const pattern = urgent.has(match.meaning) ? URGENT_NEGATABLE : negatable
    const isNegated =
      before?.kept === negator &&
      first !== undefined &&
      !first.isAfterPause &&
      pattern.test(first.folded) &&
      !/[cć]$/u.test(first.kept)
    if (!isNegated) {
      resolved.push(match)
      continue
    }
    // "nie zemdlał" says no as well.
    if (urgent.has(match.meaning)) continue
    // The "nie" belongs to this phrase, it is no answer by itself.
    if (resolved.at(-1)?.from === match.from - 1 && resolved.at(-1)?.to === match.from) resolved.pop()
    taken[match.from - 1] = true
    if (match.meaning === 'agree')
      resolved.push({ ...match, meaning: 'decline', phrase: `${negator} ${match.phrase}`, from: match.from - 1 })
    else if (match.meaning === 'decline')
      resolved.push({ ...match, meaning: 'agree', phrase: `${negator} ${match.phrase}`, from: match.from - 1 })
  }
  return resolved.filter(match => !isBareNegation(match, tokens, negator, taken))
}

/** "nie" that only negates the word after it ("nie słyszę") answers nothing. */
function isBareNegation(match: PhraseMatch, tokens: readonly Token[], negator: string, taken: readonly boolean[]): boolean {
  if (match.to - match.from !== 1 || tokens[match.from]?.kept !== negator) return false
  const next = tokens[match.to]
  return next !== undefined && !next.isAfterPause && taken[match.to] !== true && !AFTER_ANSWER.has(next.folded)
}

/** "tak, tak, tak" is one yes. */
function joinRepeats(matches: readonly PhraseMatch[]): PhraseMatch[] {
  const joined: PhraseMatch[] = []
  for (const match of matches) {
    const last = joined.at(-1)
    if (last !== undefined && last.meaning === match.meaning && last.to === match.from)
      joined[joined.length - 1] = { ...last, to: match.to }
    else joined.push(match)
  }
  return joined
}
