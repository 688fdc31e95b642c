import { readAddress } from './addresses/read-address.ts'
import { MAX_TEXT, splitWords } from './tokens.ts'
import type { AddressValue, PersonValue } from '../../scenarios/model/data-type.ts'
import type { AskNode, CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { LANGUAGES, type Language, type LexiconDocument } from '../../scenarios/model/documents.ts'
import type { Heard, HearingContext, Hypothesis } from '../call/ports.ts'
import { CORE_MEANINGS, CORE_OF, offeredAs } from './core-meanings.ts'
import type { LocalUnderstanding } from './create-understanding.ts'
import { pickMainMeaning } from './main-meaning.ts'
import { readName } from './names/index.ts'
import { pickBest, readValues, type SpokenValue, VALUE_KINDS } from './values/index.ts'

/** The kinds of values that can be asked for. */
export const HEARD_KINDS = [...VALUE_KINDS, 'name', 'address'] as const
type HeardKind = (typeof HEARD_KINDS)[number]

/** A value in a text; the name of a person is in the nominative where that is certain. */
export type HeardTextValue =
  | SpokenValue
  | (Pick<SpokenValue, 'confidence' | 'start' | 'end' | 'denied'> & {
      readonly part?: undefined
    } & ({ readonly kind: 'name'; readonly value: string } | { readonly kind: 'address'; readonly value: AddressValue }))

/** A text to be heard as a caller's words, outside of any call. */
export interface TextToHear {
  readonly text: string
  readonly language: Language
  /** Where it is said; absent: all core meanings compete. */
  readonly at?: { readonly scenario: CompiledScenario; readonly node: AskNode }
  /** The kind of value that is asked for. */
  readonly expect?: HeardKind
  /** The moment of speaking, epoch ms. */
  readonly now: number
  /** IANA zone of the clinic. */
  readonly zone: string
  /** Dates lie in the past: births, the onset of an illness. */
  readonly past?: boolean
  /** Who is asked for: a name is measured against this one, and says yes or no where a question asks for somebody. */
  readonly person?: PersonValue
  /** The recogniser's other hypotheses, the best first. */
  readonly nbest?: readonly Hypothesis[]
}

/** What was understood. */
export interface HeardText {
  /** `none`: nothing that is known, or nothing that is on offer at the step. */
  readonly meaning: string
  /** 0 to 1, that `meaning` is right. */
  readonly confidence: number
  /** Meanings that were considered, `none` among them, the likeliest first. */
  readonly ranked: readonly { readonly meaning: string; readonly confidence: number }[]
  readonly values: readonly HeardTextValue[]
  /** The value of the kind that was asked for; null when there is none or none was asked for. */
  readonly best: unknown
  /** Which phrase or rule decided. */
  readonly because: string
  /** Understood, but not on offer at the step. */
  readonly known?: string
}

/** Hears texts one by one. */
export interface TextHearer {
  hear(text: TextToHear): HeardText
}

const MOST_RANKED = 6

/** Hears texts with the lexicons of a workspace, for authors and for measuring. Never throws for any text. */
export function createTextHearer(
  understanding: LocalUnderstanding,
  lexicons: ReadonlyMap<Language, LexiconDocument>,
): TextHearer {
  const anywhere = describeLexicons(lexicons)
  return {
    hear(said) {
      const context = contextOf(said, anywhere)
      const hypotheses = [{ text: said.text }, ...(said.nbest ?? []).filter(({ text }) => text !== said.text)]
      const heard = understanding.hear(hypotheses, context)
      const on = new Set([...context.own, ...context.anytime])
      const main = pickMainMeaning(
        heard.meanings.map(one => ({ ...one, meaning: broaden(one.meaning, context, said) })),
        said.at && on,
      )
      const isOffered = main !== undefined && on.has(main.meaning)
      const ranked = rankMeanings(said, context, understanding, isOffered ? main : undefined, on)
      const { values, best } = hearValues(said)
      return {
        meaning: isOffered ? main.meaning : 'none',
        confidence: ranked[0]?.confidence ?? 0,
        ranked,
        values,
        best,
        because: main?.because ?? 'nothing known',
        ...(main !== undefined && !isOffered ? { known: main.meaning } : {}),
      }
    },
  }
}

function hearValues(said: TextToHear): Pick<HeardText, 'values' | 'best'> {
  const { text, language, now, zone, past, expect, person } = said
  const place = { language, now, zone, ...(past === undefined ? {} : { past }) }
  if (expect === 'name') {
    const name = readName(text, { language, hypotheses: said.nbest ?? [], ...(person === undefined ? {} : { expected: person }) })
    const values = readValues(text, place)
    if (name === undefined) return { values, best: null }
    const { name: value, likeness: confidence, ...rest } = name
    return { values: [{ kind: 'name', value, confidence, ...rest }, ...values], best: name.denied === true ? null : value }
  }
  if (expect === 'address') {
    const tokens = splitWords(text.slice(0, MAX_TEXT))
    const address = readAddress(tokens, language)
    if (address === undefined) return { values: [], best: null }
    const end = tokens.at(-1)?.end ?? 0
    return { values: [{ kind: 'address', ...address, start: tokens[0]?.start ?? 0, end }], best: address.value }
  }
  const values = readValues(text, { ...place, ...(expect === undefined ? {} : { expect }) })
  return { values, best: expect === undefined ? null : (pickBest(values, expect)?.value ?? null) }
}

/** All lexicons as if they were a scenario's. */
function describeLexicons(lexicons: ReadonlyMap<Language, LexiconDocument>): CompiledScenario {
  const each = <T>(read: (lexicon: LexiconDocument) => T) =>
    Object.fromEntries([...lexicons].map(([language, lexicon]) => [language, read(lexicon)]))
  const scenario: Pick<CompiledScenario, 'languages' | 'absolute' | 'lexicon' | 'outside' | 'words'> = {
    languages: LANGUAGES.filter(language => lexicons.has(language)),
    absolute: ['stop_calling', 'emergency'],
    lexicon: each(({ meanings }) => meanings),
    outside: each(({ outside }) => outside),
    words: {},
  }
  return scenario as CompiledScenario
}

function contextOf({ at, language, now, zone, person }: TextToHear, anywhere: CompiledScenario): HearingContext {
  const place = { language, now, zone }
  if (at === undefined)
    return {
      ...place,
      // One language at a time: which one it is was said.
      scenario: { ...anywhere, languages: [language] },
      node: '',
      own: Object.keys(CORE_MEANINGS),
      anytime: [],
      expect: {},
    }
  const { scenario, node } = at
  return {
    ...place,
    scenario: { ...scenario, languages: [language] },
    node: node.path,
    own: [...Object.keys(node.answers), ...(node.answers['none'] === undefined ? [] : ['none_of_these'])],
    anytime: Object.keys(node.anytime),
    ...(node.yesCancels === true ? { yesCancels: true } : {}),
    expect: node.listenFor,
    ...(node.asksFor === undefined || person === undefined ? {} : { person }),
  }
}

/** What a meaning stands for at the step; where none is, what further meanings of the shipped scenarios come to. */
function broaden(meaning: string, context: HearingContext, { at }: TextToHear): string {
  const broader = offeredAs(meaning, context) ?? (at === undefined ? CORE_OF[meaning] : undefined)
  return broader ?? meaning
}

function rankMeanings(
  said: TextToHear,
  context: HearingContext,
  understanding: LocalUnderstanding,
  main: Heard['meanings'][number] | undefined,
  on: ReadonlySet<string>,
): HeardText['ranked'] {
  const { guesses, none } = understanding.rank(said.text, context.scenario, context.language)
  const chances = new Map<string, number>([['none', none]])
  for (const { label, p } of guesses) {
    const meaning = broaden(label, context, said)
    const key = on.has(meaning) ? meaning : 'none'
    chances.set(key, (chances.get(key) ?? 0) + p)
  }
  // What was decided by rule or phrase as well stands first; the rest shares what is left.
  const first = main?.meaning ?? 'none'
  const decided = main?.confidence ?? Math.max(0.5, chances.get('none') ?? 0)
  const others = [...chances].filter(([meaning]) => meaning !== first)
  const mass = others.reduce((sum, [, p]) => sum + p, 0)
  const scale = mass > 0 ? (1 - decided) / mass : 0
  return [
    [first, decided] as const,
    ...others.map(([meaning, p]) => [meaning, Math.min(p * scale, decided)] as const).sort((a, b) => b[1] - a[1]),
  ]
    .slice(0, MOST_RANKED)
    .map(([meaning, confidence]) => ({ meaning, confidence: Math.round(confidence * 1000) / 1000 }))
}
