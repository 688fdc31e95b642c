import type { PolicyDocument } from '../model/documents.ts'
import type { Rung, Step, TextSource } from '../model/step.ts'
import type { SourcePath } from '../source/source-file.ts'
import { parseText, type Text } from '../texts/index.ts'
import { isExit } from './exits.ts'

/** What a line is for. `text` is a message that is read, `summary` is for the clinic's own people: rules about voices leave both alone. */
export type LineRole =
  | 'prompt'
  | 'again'
  | 'rephrase'
  | 'offer_keys'
  | 'read_back'
  | 'waiting'
  | 'filler'
  | 'say'
  | 'summary'
  | 'text'
  | 'rung'

/** One line of a document in its variants, as written in the document's own language. */
export interface Line {
  /** Key in language files: `visit`, `visit.again`, `anytime.operator`, `silence.2`. */
  readonly key: string
  readonly role: LineRole
  readonly path: SourcePath
  readonly variants: TextSource
  /** The step that speaks it; undefined for rungs and what the policy says at steps of every kind. */
  readonly step?: Step
}

/** The lines of a step; `prefix` stands before its name in the keys of a policy. */
export function linesOfStep(step: Step, prefix = ''): readonly Line[] {
  const key = `${prefix}${step.name}`
  const lines: Line[] = []
  const add = (role: LineRole, name: string, variants: TextSource | undefined): void => {
    if (variants === undefined) return
    lines.push({ key: role === 'prompt' ? key : `${key}.${role}`, role, path: [...step.path, name], variants, step })
  }
  switch (step.verb) {
    case 'ask':
      add('prompt', 'ask', step.text)
      add('again', 'again', step.again)
      add('rephrase', 'rephrase', step.rephrase)
      add('offer_keys', 'offer_keys', step.offerKeys)
      add('read_back', 'read_back', step.readBack)
      break
    case 'say':
      add('prompt', 'say', step.text)
      break
    case 'do':
      add('filler', 'filler', step.filler)
      break
    case 'transfer':
      add('say', 'say', step.say)
      add('summary', 'summary', step.summary)
      break
    case 'send':
      add('text', 'text', step.text)
      break
    case 'decide':
    case 'pause':
    case 'use':
  }
  return lines
}

/** The lines of a policy: its mini-steps, its rungs, how it reads a value back, and how it apologises. */
export function linesOfPolicy(policy: PolicyDocument): readonly Line[] {
  const lines: Line[] = []
  for (const [group, entries] of [
    ['anytime', policy.anytime],
    ['answered_by', policy.answeredBy],
  ] as const) {
    for (const entry of entries.values()) if (!isExit(entry)) lines.push(...linesOfStep(entry, `${group}.`))
  }
  for (const { key, rungs } of laddersOf(policy)) {
    for (const [index, rung] of rungs.entries()) {
      if (rung.say !== undefined)
        lines.push({ key: `${key}.${index + 1}`, role: 'rung', path: [key, index, 'say'], variants: rung.say })
    }
  }
  if (policy.readBack.length > 0)
    lines.push({ key: 'read_back', role: 'read_back', path: ['read_back'], variants: policy.readBack })
  if (policy.interrupted !== undefined)
    lines.push({ key: 'interrupted', role: 'rung', path: ['interrupted'], variants: policy.interrupted })
  if (policy.waiting !== undefined) lines.push({ key: 'waiting', role: 'waiting', path: ['waiting'], variants: policy.waiting })
  if (policy.offerCallback !== undefined)
    lines.push({ key: 'offer_callback', role: 'waiting', path: ['offer_callback'], variants: policy.offerCallback })
  return lines
}

/** The three ladders of a policy under the names that authors give them. */
export function laddersOf(policy: PolicyDocument): readonly { readonly key: string; readonly rungs: readonly Rung[] }[] {
  return [
    { key: 'silence', rungs: policy.silence },
    { key: 'not_understood', rungs: policy.notUnderstood },
    { key: 'off_list', rungs: policy.offList },
  ]
}

/** Place of a variant: a line with one variant is usually a plain text, not a list. */
export function pathOfVariant(line: { readonly path: SourcePath; readonly variants: TextSource }, index: number): SourcePath {
  return line.variants.length > 1 ? [...line.path, index] : line.path
}

/** Parses each text once, however many rules look at it. */
export function createTextReader(): (source: string) => ReturnType<typeof parseText> {
  const known = new Map<string, ReturnType<typeof parseText>>()
  return source => {
    let parsed = known.get(source)
    if (parsed === undefined) known.set(source, (parsed = parseText(source)))
    return parsed
  }
}

/** The variants that could be read. */
export function readableTexts(variants: TextSource, read: (source: string) => { text: Text | undefined }): readonly Text[] {
  const texts: Text[] = []
  for (const variant of variants) {
    const { text } = read(variant)
    if (text !== undefined) texts.push(text)
  }
  return texts
}

/** Whether a placeholder stands for what is known only when the line is spoken: the value read back, the place in a queue. */
export function isOfMoment(line: Line, path: string): boolean {
  return (line.role === 'read_back' && path === 'value') || (line.role === 'waiting' && path === 'position')
}
