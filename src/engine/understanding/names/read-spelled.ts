import type { Language } from '../../../scenarios/model/documents.ts'
import type { Token } from '../tokens.ts'
import { getLetterNames } from './letter-names.ts'
import { getNameWords } from './words/name-words.ts'

/** A run of spelled letters; token indices. `parts` are apart where the caller parted them ("spacja"). */
export interface Spelled {
  readonly parts: readonly string[]
  readonly from: number
  readonly to: number
  /** How many letters were said one by one. */
  readonly letters: number
}

interface Step {
  readonly text: string
  readonly to: number
  /** A letter for certain, not a word that sounds like one ("a", "i", "de"). */
  readonly isSure: boolean
}

const LATIN_WORDLIKE =
  /^(?:a|i|o|e|u|y|w|z|be|de|te|ka|en|em|es|el|er|ce|ha|pe|ca|ge|ena|ela|see|you|are|oh|why|eye|tea|pea|sea|cue|ve|за|же|ka|ku|czy|cie|d|l|n|m|s)$/
const CYRILLIC_WORDLIKE = /^(?:а|и|о|у|в|к|с|я|і|й|є|е|з|б|ж|ка|ха|же|те|де|ге|це|че|ша|ве|бе|не|за|ю)$/

/** Runs of at least three spelled letters: "en o wu a ka", "n o w a k", "N jak Natalia, O jak Olga", "november oscar victor". */
export function listSpelled(tokens: readonly Token[], language: Language): readonly Spelled[] {
  const found: Spelled[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const run = readRun(tokens, at, language)
    if (run === undefined) continue
    found.push(run)
    at = run.to - 1
  }
  return found
}

function readRun(tokens: readonly Token[], from: number, language: Language): Spelled | undefined {
  const words = getNameWords(language)
  const parts: string[] = ['']
  let letters = 0
  let sure = 0
  let at = from
  let end = from
  while (at < tokens.length) {
    const step = readStep(tokens, at, language)
    if (step === undefined) {
      // Between letters stand "litera", "spacja", "potem".
      const word = tokens[at]?.folded ?? ''
      const isSpace = words.space.has(word)
      if (letters === 0 || !(isSpace || words.spelling.has(word))) break
      if (isSpace && parts.at(-1) !== '') parts.push('')
      at += 1
      continue
    }
    parts[parts.length - 1] += step.text
    letters += 1
    if (step.isSure) sure += 1
    at = step.to
    end = at
  }
  const spelled = parts.filter(part => part !== '')
  // "a i o" are words; a name has letters that are none.
  const isSpelling = letters >= 3 && (sure >= 2 || (sure === 1 && letters >= 4) || letters >= 6)
  return isSpelling ? { parts: spelled, from, to: end, letters } : undefined
}

function readStep(tokens: readonly Token[], at: number, language: Language): Step | undefined {
  const names = getLetterNames(language)
  const token = tokens[at]
  if (token === undefined) return undefined
  for (const { words, letter } of names.phrases)
    if (words.every((word, offset) => tokens[at + offset]?.folded === word))
      return { text: letter, to: at + words.length, isSure: true }
  if (names.isDouble(token.folded)) {
    const next = readStep(tokens, at + 1, language)
    return next === undefined ? undefined : { ...next, text: next.text + next.text, isSure: true }
  }
  const { asIn } = getNameWords(language)
  const letter = names.find(token.kept)
  const told = tokens[at + 1]
  if (letter !== undefined && told !== undefined && asIn.has(told.folded)) {
    const second = tokens[at + 2]
    const isSecondAs = second !== undefined && asIn.has(second.folded) && tokens[at + 3] !== undefined
    const example = isSecondAs ? tokens[at + 3] : second
    if (example !== undefined && example.kept.length > 2 && isInitial(letter, example.kept))
      return { text: letter, to: at + (isSecondAs ? 4 : 3), isSure: true }
  }
  if (letter !== undefined) {
    const isWord = /\p{Script=Cyrillic}/u.test(token.kept) ? CYRILLIC_WORDLIKE.test(token.kept) : LATIN_WORDLIKE.test(token.kept)
    return { text: letter, to: at + 1, isSure: !isWord }
  }
  return names.isAlphabetWord(token.kept) && isAlphabetRun(tokens, at, language)
    ? { text: token.kept.charAt(0), to: at + 1, isSure: true }
    : undefined
}

function isInitial(letter: string, word: string): boolean {
  return word.startsWith(letter) || word.startsWith(letter.charAt(0))
}

/** Words of an alphabet are letters only in a row of at least three, or beside letters. */
function isAlphabetRun(tokens: readonly Token[], at: number, language: Language): boolean {
  const names = getLetterNames(language)
  const isPart = (index: number) => {
    const word = tokens[index]?.kept
    return word !== undefined && names.isAlphabetWord(word)
  }
  let from = at
  while (isPart(from - 1)) from -= 1
  let to = at
  while (isPart(to)) to += 1
  const needed = language === 'en' ? 3 : 4
  return to - from >= needed
}
