/**
 * Texts: what the robot speaks.
 * In: the author's line, as written (`Mam {slots: list of day and time}. Który termin pasuje?`).
 * Out: its parts (words, values with formats, plurals and selects), problems with offsets, the values that it uses, its hash for
 * translators, and an estimate of how long it takes to speak.
 * Must not know: data of a call, how a language speaks a value (engine/speaking), files and their positions (source).
 */
export { hashText } from './hash-text.ts'
export { parseText, type TextProblem } from './parse-text.ts'
export { type Placeholder, placeholdersOf, wordsOf } from './placeholders.ts'
export { estimateSpokenMs, splitSentences } from './spoken.ts'
export { type Text, type TextPart, VALUE_FORMATS, type ValueFormat } from './text.ts'
export { isUntranslated, UNTRANSLATED } from './untranslated.ts'
