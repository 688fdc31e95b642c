import type { Language } from '../../../scenarios/model/documents.ts'
import { findGroups, type Group, lettersOf, readGroup } from '../sign-rules.ts'
import type { Token } from '../tokens.ts'
import { catalan } from './ca.ts'
import { english } from './en.ts'
import { polish } from './pl.ts'
import { russian } from './ru.ts'
import { ukrainian } from './uk.ts'
import type { WhoRules } from './who-rules.ts'

const RULES: Readonly<Record<Language, WhoRules>> = { pl: polish, ru: russian, uk: ukrainian, ca: catalan, en: english }

/** What the words say of whoever answered. */
export type Who = keyof WhoRules

/** In this order: what is surest first. A screening may speak of leaving a message, and a voicemail of a number that is not reached. */
const ORDER: readonly Who[] = [
  'fax',
  'screening',
  'menu',
  'voicemail',
  'network',
  'handing_over',
  'child',
  'another_person',
  'picking_up',
]

/** A sign found, with the words that it was read from. */
export interface WhoSign {
  readonly kind: Who
  readonly because: string
}

interface Rule {
  readonly kind: Who
  readonly groups: readonly Group[]
}
const compiled = new Map<Language, readonly Rule[]>()

/** The first sign of somebody or something else than the person who was called; undefined where there is none. */
export function readWho(tokens: readonly Token[], language: Language): WhoSign | undefined {
  const letters = lettersOf(tokens)
  for (const { kind, groups } of rulesOf(language)) {
    const span = findGroups(groups, tokens, letters)
    if (span === undefined) continue
    const because = tokens
      .slice(span.from, span.to)
      .map(({ raw }) => raw)
      .join(' ')
    return { kind, because }
  }
  return undefined
}

function rulesOf(language: Language): readonly Rule[] {
  let rules = compiled.get(language)
  if (rules === undefined) {
    rules = ORDER.flatMap(kind => RULES[language][kind].map(line => ({ kind, groups: line.split(' ').map(readGroup) })))
    compiled.set(language, rules)
  }
  return rules
}
