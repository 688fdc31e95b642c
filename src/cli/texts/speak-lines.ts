import { valueAt } from '../../engine/call/prompts.ts'
import { speakParts, tidy } from '../../engine/call/speak-parts.ts'
import { createSpeaking } from '../../engine/speaking/index.ts'
import type { Line, LineRole } from '../../scenarios/checks/lines.ts'
import { findUnspeakable } from '../../scenarios/checks/rules/unspeakable.ts'
import type { View } from '../../scenarios/checks/view.ts'
import { typeAt } from '../../scenarios/conditions/index.ts'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { estimateSpokenMs, isUntranslated, parseText } from '../../scenarios/texts/index.ts'
import { listFacts, type SpeakingPart } from './list-texts.ts'
import { makeSample } from './sample-values.ts'

/** What a reader should look at twice. */
export type LineMark =
  | { readonly kind: 'missing' }
  | { readonly kind: 'faulty' }
  | { readonly kind: 'long' }
  /** A digit, sign or abbreviation that a voice stumbles over. */
  | { readonly kind: 'unspeakable'; readonly found: string }

/** One variant of a line as it will be heard. */
export interface SpokenLine {
  readonly document: string
  readonly language: Language
  /** Of a policy's ladders its name, as in `silence`. */
  readonly step: string
  readonly key: string
  readonly role: LineRole | 'fact'
  readonly text: string
  /** How long it takes to say; undefined for what is read, not heard. */
  readonly seconds?: number
  readonly marks: readonly LineMark[]
}

/** What a text speaks that is not its own. */
export interface Surroundings {
  /** As `readContact` gives it. */
  readonly contact: Readonly<Record<string, unknown>>
  /** The facts in the language that is spoken. */
  readonly clinic: Readonly<Record<string, string | number>> & { readonly zone: string }
}

/** Longer, and an old caller has lost the beginning. */
const LONGEST_SECONDS = 12
const MOMENT: DataType = { kind: 'moment', optional: false }
const speaking = createSpeaking()

/** Every line of a document in one language, in every variant, with the values of a contact, or invented ones for what only a call would bring. */
export function speakLines(
  { view, scenario }: SpeakingPart,
  language: Language,
  { contact, clinic }: Surroundings,
): readonly SpokenLine[] {
  const values = { ...valuesFor(view, scenario.steps.values(), contact), clinic }
  const lines = view.lines.flatMap((line): readonly SpokenLine[] => {
    const place = { document: view.name, language, step: nameStep(line), key: line.key, role: line.role }
    const variants = variantsIn(view, line, language)
    if (variants === undefined) return [{ ...place, text: '', marks: [{ kind: 'missing' } as const] }]
    return variants.map(variant => ({ ...place, ...speakVariant(view, line, variant, language, values, clinic.zone) }))
  })
  return [...speakFacts(view, language), ...lines]
}

/** What a policy knows of the clinic, in the words of the language. */
function speakFacts(view: View, language: Language): readonly SpokenLine[] {
  const { document } = view
  if (document.kind !== 'policy') return []
  const own: Readonly<Record<string, string | number>> =
    language === document.speaks ? document.clinic : (view.translations.get(language)?.clinic ?? {})
  return listFacts(view).map(fact => {
    const place = { document: view.name, language, step: 'clinic', key: `clinic.${fact}`, role: 'fact' as const }
    const text = Object.hasOwn(own, fact) ? own[fact] : undefined
    return text === undefined
      ? { ...place, text: '', marks: [{ kind: 'missing' }] }
      : { ...place, ...weigh(String(text), language) }
  })
}

function nameStep(line: Line): string {
  return line.step?.name ?? line.key.replace(/\.\d+$/, '')
}

function variantsIn(view: View, line: Line, language: Language): readonly string[] | undefined {
  if (language === view.document.speaks) return line.variants
  const texts = view.translations.get(language)?.texts ?? {}
  const variants = Object.hasOwn(texts, line.key) ? texts[line.key] : undefined
  return variants === undefined || isUntranslated(variants) ? undefined : variants
}

/** A block is given what the scenario hands to it; everything else is the contact's. */
function valuesFor(
  view: View,
  steps: Iterable<View['steps'][number]>,
  contact: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (view.kind !== 'block') return contact
  const use = [...steps].find(step => step.verb === 'use' && step.block === view.name)
  if (use?.verb !== 'use') return {}
  return Object.fromEntries(
    Object.entries(use.with).map(([name, value]) => [
      name,
      value.kind === 'literal' ? value.value : valueAt(contact, value.path),
    ]),
  )
}

function speakVariant(
  view: View,
  line: Line,
  variant: string,
  language: Language,
  values: Readonly<Record<string, unknown>>,
  zone: string,
): Pick<SpokenLine, 'text' | 'seconds' | 'marks'> {
  const { text } = parseText(variant)
  if (text === undefined) return { text: variant, marks: [{ kind: 'faulty' }] }
  const typeOf = (path: string): DataType =>
    typeAt(view.fields, path) ?? (path === 'value' ? typeOfReadBack(view, line) : { kind: 'text', optional: false })
  const spoken = tidy(
    speakParts(text.parts, {
      language,
      valueOf: path => {
        return valueAt(values, path) ?? makeSample(typeOf(path), path.slice(path.lastIndexOf('.') + 1), zone)
      },
      say: (value, path, format, type) => speaking.format(value, type ?? typeOf(path), format, language, { now: 0, zone }),
    }),
  )
  if (line.role === 'text' || line.role === 'summary') return { text: spoken, marks: [] }
  return weigh(spoken, language)
}

/** How long words take to say, and what of them cannot be said. */
function weigh(spoken: string, language: Language): Pick<SpokenLine, 'text' | 'seconds' | 'marks'> {
  const seconds = Math.round(estimateSpokenMs(spoken, language) / 100) / 10
  const found = findUnspeakable(spoken, language)
  const marks: LineMark[] = seconds > LONGEST_SECONDS ? [{ kind: 'long' }] : []
  return { text: spoken, seconds, marks: [...marks, ...found.map(one => ({ kind: 'unspeakable' as const, found: one }))] }
}

/** A value that is read back is what the step keeps; of the policy's own, a moment shows most. */
function typeOfReadBack(view: View, { step }: Line): DataType {
  if (step?.verb !== 'ask') return MOMENT
  const kept = step.keep === undefined ? Object.values(step.listenFor)[0] : typeAt(view.fields, step.keep)
  return kept ?? MOMENT
}
