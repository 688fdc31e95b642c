import type { Language } from '../../../scenarios/model/documents.ts'
import { readGroup, RuleBook } from '../sign-rules.ts'
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

interface Compiled {
  readonly signs: RuleBook
  /** What the rules of `signs` are signs of. */
  readonly kinds: readonly Who[]
}
const compiled = new Map<Language, Compiled>()

/** The first sign of somebody or something else than the person who was called; undefined where there is none. */
export function readWho(tokens: readonly Token[], language: Language): WhoSign | undefined {
  const { signs, kinds } = rulesOf(language)
  const found = signs.find(tokens)
  if (found === undefined) return undefined
  const because = tokens
    .slice(found.from, found.to)
    .map(({ raw }) => raw)
    .join(' ')
  return { kind: kinds[found.rule] as Who, because }
}

function rulesOf(language: Language): Compiled {
  let rules = compiled.get(language)
  if (rules === undefined) {
    const of = RULES[language]
    rules = {
      signs: new RuleBook(ORDER.flatMap(kind => of[kind].map(line => line.split(' ').map(readGroup)))),
      kinds: ORDER.flatMap(kind => of[kind].map(() => kind)),
    }
    compiled.set(language, rules)
  }
  return rules
}
