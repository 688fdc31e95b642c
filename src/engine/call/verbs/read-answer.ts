import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import type { DataType, PersonValue } from '../../../scenarios/model/data-type.ts'
import type { Heard, HeardValue, HearingContext } from '../ports.ts'
import { valueAt } from '../prompts.ts'
import type { Runtime } from '../runtime.ts'
import type { Answer, AskMemory } from '../state.ts'
import { typeOfPath } from '../types-of-data.ts'

/** The list that a step offers, as data of its type; undefined when it offers none. */
export function optionsOf(runtime: Runtime, node: AskNode): HearingContext['options'] {
  if (node.chooseFrom === undefined) return undefined
  const list = valueAt(runtime.dataOf(node.scope), node.chooseFrom)
  if (!Array.isArray(list)) return undefined
  const type = typeOfPath(runtime.scenario, node.scope, node.chooseFrom)
  return { values: list, type: type.kind === 'list' ? type.of : { kind: 'text', optional: false } }
}

/** The person whom the step asks for by name; undefined when it asks for none, or nobody is known. */
function personAskedFor(runtime: Runtime, node: AskNode): PersonValue | undefined {
  if (node.asksFor === undefined) return undefined
  const person = valueAt(runtime.dataOf(node.scope), node.asksFor)
  return typeof person === 'object' && person !== null ? (person as PersonValue) : undefined
}

/** Meanings that decline a question which may be skipped. */
export const NO_ANSWER: readonly string[] = ['skip', 'decline', 'refuse']

/** What a question takes, for who understands. */
export function contextOfAsk(
  runtime: Runtime,
  node: AskNode,
  memory: AskMemory,
): Pick<HearingContext, 'own' | 'anytime' | 'yesCancels' | 'expect' | 'options' | 'person'> {
  const own = Object.keys(node.answers)
  if (node.answers['none']) own.push('none_of_these')
  if (memory.readBack) own.push('agree', 'decline')
  if (node.optional) own.push(...NO_ANSWER)
  const options = optionsOf(runtime, node)
  const person = personAskedFor(runtime, node)
  return {
    own,
    anytime: Object.keys(node.anytime),
    ...(node.yesCancels === true && !memory.readBack ? { yesCancels: true } : {}),
    expect: node.listenFor,
    ...(options ? { options } : {}),
    ...(person ? { person } : {}),
  }
}

/** The step's own answer in what was heard: the option, the meaning or the values; undefined when there is none. */
export function readAnswer(runtime: Runtime, node: AskNode, heard: Heard, memory: AskMemory): Answer | undefined {
  const option = readOption(runtime, node, heard)
  if (option) return option
  const meaning = readMeaning(node, heard, name => name in node.answers && name !== 'chosen')
  const values = readValues(runtime, node, heard, memory)
  if (!meaning || !values) return meaning ?? values
  return isAside(meaning, values, heard) ? values : meaning
}

/** A meaning that only goes along with the values: the yes of "tak, trzydzieści osiem", or a word or two in a long text of one's own. */
function isAside(meaning: Answer, values: Answer, heard: Heard): boolean {
  if (!values.isText) return meaning.meaning === 'agree' && values.complete
  const { start, end } = meaning.said ?? { start: 0, end: heard.text.length }
  return (end - start) * 2 < heard.text.trim().length
}

function readOption(runtime: Runtime, node: AskNode, heard: Heard): Answer | undefined {
  const options = optionsOf(runtime, node)
  if (!options) return undefined
  const chosen = heard.values.filter(value => value.kind === 'option' && !value.denied)
  const first = chosen.at(-1)
  // Two that fit ("w czwartek", of two on Thursday) are no choice.
  if (!first || new Set(chosen.map(({ value }) => value)).size > 1) return readNone(node, heard)
  const value = options.values[Number(first.value)]
  if (value === undefined) return undefined
  return answerWithOption(runtime, node, value, options.type, first.confidence, `option ${Number(first.value) + 1}`)
}

/** The answer that one of the offered options makes. */
export function answerWithOption(
  runtime: Runtime,
  node: AskNode,
  value: unknown,
  type: DataType,
  confidence: number,
  because: string,
): Answer {
  return {
    meaning: 'chosen',
    values: node.keep ? { [node.keep.name]: value } : {},
    complete: true,
    confidence,
    because,
    spoken: runtime.format(value, type),
    kinds: [type.kind],
    isText: false,
    said: { meaning: 'chosen', confidence, start: 0, end: 0, because },
  }
}

function readNone(node: AskNode, heard: Heard): Answer | undefined {
  if (!node.answers['none']) return undefined
  const none = readMeaning(node, heard, meaning => meaning === 'none' || meaning === 'none_of_these')
  return none && { ...none, meaning: 'none' }
}

/** Of several own meanings the last one said counts: "tak, ale chcę przełożyć" wants to move. */
function readMeaning(node: AskNode, heard: Heard, isOwn: (meaning: string) => boolean): Answer | undefined {
  const own = heard.meanings.filter(({ meaning }) => isOwn(meaning) && (meaning in node.answers || meaning === 'none_of_these'))
  const said = own.at(-1)
  if (!said) return undefined
  return {
    meaning: said.meaning,
    complete: true,
    confidence: said.confidence,
    because: said.because,
    spoken: '',
    kinds: [],
    isText: false,
    said,
  }
}

function readValues(runtime: Runtime, node: AskNode, heard: Heard, memory: AskMemory): Answer | undefined {
  const names = Object.keys(node.listenFor)
  if (names.length === 0) return undefined
  const found: HeardValue[] = []
  for (const name of names) {
    const value = heard.values.findLast(
      candidate => candidate.name === name && (!candidate.denied || isInsteadOfReadBack(candidate, memory)),
    )
    if (value) found.push(value)
  }
  if (found.length === 0) return undefined
  const values = { ...memory.values, ...Object.fromEntries(found.map(value => [value.name as string, value.value])) }
  const confidence = Math.min(...found.map(value => value.confidence))
  const because = `heard ${found.map(value => value.name).join(' and ')}`
  const isText = found.every(value => node.listenFor[value.name as string]?.kind === 'text')
  return {
    meaning: undefined,
    values,
    complete: names.every(name => name in values || node.listenFor[name]?.optional),
    confidence,
    because,
    spoken: names
      .filter(name => name in values)
      .map(name => runtime.format(values[name], node.listenFor[name] as DataType))
      .join(', '),
    kinds: found.map(value => value.kind),
    isText,
    // Words taken as they are must not outweigh a request that was clearly meant ("kto mówi?").
    said: isText ? undefined : { meaning: 'value', confidence, start: found[0]?.start ?? 0, end: found[0]?.end ?? 0, because },
  }
}

/** "nie osiemdziesiąt dwa", said without a pause after another number was read back, is the right number: nobody denies what was not said. */
function isInsteadOfReadBack({ name, value }: HeardValue, { readBack }: AskMemory): boolean {
  const before = name === undefined ? undefined : readBack?.values?.[name]
  return before !== undefined && JSON.stringify(before) !== JSON.stringify(value)
}

const SURE_OF_ADDRESS = 0.6

/** An address whose parts nobody could tell is little more than words. */
export function isRough({ kinds, confidence }: Answer): boolean {
  return kinds.includes('address') && confidence < SURE_OF_ADDRESS
}
