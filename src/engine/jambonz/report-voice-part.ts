import type { Language } from '../../scenarios/model/documents.ts'
import type { Reading } from '../../scenarios/model/reading.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { findFault, listProperties } from './verb-specifications.ts'
import { TAGS } from './voices.ts'

/** Of the 24 KiB of a frame; the rest is for texts and hints. */
const MOST_BYTES = 4096
/** More faults than anybody mends at once. */
const MOST_FAULTS = 10
type Part = Readonly<Record<string, unknown>>

/** Reports all that jambonz would not take of a recognizer or synthesizer, each at its own key. True: there was something. */
export function reportPart(
  reading: Reading,
  path: SourcePath,
  name: 'recognizer' | 'synthesizer',
  value: Part,
  language: Language,
): boolean {
  const before = reading.findings.length
  reportRefused(reading, path, name, value)
  if (name === 'synthesizer') reportVoice(reading, path, value)
  else reportHints(reading, path, value)
  reportFallback(reading, path, name, value)
  if (JSON.stringify(value).length > MOST_BYTES)
    wrongKind(reading, path, `"${name}"`, `at most ${MOST_BYTES} characters long`, 'more', undefined)
  const hasErrors = reading.findings.length > before
  reportLanguage(reading, path, value, language)
  return hasErrors
}

/** jambonz names one fault at a time: what it named is left out, and it is asked again. */
function reportRefused(reading: Reading, path: SourcePath, name: string, value: Part): void {
  const rest = structuredClone(value) as Record<string, unknown>
  for (let count = 0; count < MOST_FAULTS; count++) {
    const fault = findFault(name, rest)
    if (fault === undefined) return
    const { group, key, isUnknown } = readFault(fault, rest)
    if (key === undefined)
      return wrongKind(reading, path, `"${name}"`, `a ${name} of jambonz`, `what it refuses: ${fault}`, undefined)
    const inner = group === undefined || group === name ? [key] : [group, key]
    if (isUnknown) {
      const permitted = listProperties(group ?? name)
      reading.report('shape/unknown-key', [...path, ...inner], 'key', {
        key,
        where: `"${group ?? name}"`,
        nearest: suggest(key, permitted),
        permitted,
      })
    } else wrongKind(reading, [...path, ...inner], `"${key}"`, 'what jambonz takes', `what it refuses: ${fault}`, undefined)
    removeAt(rest, inner)
  }
}

/** The words in which jambonz's rules refuse something. */
function readFault(fault: string, value: Part): { readonly group?: string; readonly key?: string; readonly isUnknown: boolean } {
  const unknown = /^(\w+): unknown property (\S+)$/.exec(fault)
  if (unknown !== null) return { group: unknown[1] ?? '', key: unknown[2] ?? '', isUnknown: true }
  const wrong = /^(\w+): property (\S+) /.exec(fault) ?? /^(\w+): missing value for (\S+)$/.exec(fault)
  if (wrong !== null) return { group: wrong[1] ?? '', key: wrong[2] ?? '', isUnknown: false }
  const choice = /^invalid value (.+) must be one of /.exec(fault)?.[1]
  const key = choice === undefined ? undefined : Object.keys(value).find(one => String(value[one]) === choice)
  return key === undefined ? { isUnknown: false } : { key, isUnknown: false }
}

function removeAt(value: Record<string, unknown>, [first = '', second]: readonly string[]): void {
  const inner = value[first]
  if (second !== undefined && typeof inner === 'object' && inner !== null) delete (inner as Record<string, unknown>)[second]
  else delete value[first]
}

function reportVoice(reading: Reading, path: SourcePath, { vendor, voice }: Part): void {
  if (vendor !== 'default' && voice === undefined)
    reading.report('shape/missing-key', path, 'key', {
      key: 'voice',
      where: '"synthesizer"',
      example: 'voice: the name that the vendor gives it',
    })
  else if (typeof vendor === 'string' && vendor.startsWith('custom:') && typeof voice === 'string' && /[,{}\s]/.test(voice))
    wrongKind(
      reading,
      [...path, 'voice'],
      '"voice" of a custom vendor',
      'without commas, braces and spaces',
      `"${voice}"`,
      'jambonz hands it to its media server in a list that they would break. Several voices stand behind bars: azure:pl-PL-ZofiaNeural|espeak.',
    )
}

function reportHints(reading: Reading, path: SourcePath, { hints }: Part): void {
  if (!Array.isArray(hints)) return
  for (const [index, hint] of (hints as readonly unknown[]).entries()) {
    const isPhrase = typeof hint === 'object' && hint !== null && 'phrase' in hint && typeof hint.phrase === 'string'
    if (typeof hint !== 'string' && !isPhrase)
      wrongKind(
        reading,
        [...path, 'hints', index],
        'a hint',
        'a word or phrase',
        'something else',
        'As in: hints: [przychodnia, { phrase: kardiolog, boost: 20 }]',
      )
  }
}

/** jambonz takes a part of a fallback that is missing for "none", not for the same as before. */
function reportFallback(reading: Reading, path: SourcePath, name: 'recognizer' | 'synthesizer', value: Part): void {
  const keys =
    name === 'synthesizer' ? ['fallbackVendor', 'fallbackLanguage', 'fallbackVoice'] : ['fallbackVendor', 'fallbackLanguage']
  const given = keys.filter(key => value[key] !== undefined)
  const [first] = given
  const missing = keys.filter(key => value[key] === undefined)
  if (first === undefined || missing.length === 0) return
  reading.report('voices/half-fallback', [...path, first], 'key', { missing })
}

function reportLanguage(reading: Reading, path: SourcePath, { language }: Part, expected: Language): void {
  if (typeof language !== 'string' || language === 'default' || language.toLowerCase().startsWith(expected)) return
  reading.report('voices/other-language', [...path, 'language'], 'value', { found: language, expected, usual: TAGS[expected] })
}

function wrongKind(
  reading: Reading,
  path: SourcePath,
  what: string,
  expected: string,
  found: string,
  advice: string | undefined,
): void {
  reading.report('shape/wrong-kind', path, 'value', { what, expected, found, advice })
}
