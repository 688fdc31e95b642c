import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import type { DataType } from '../../../scenarios/model/data-type.ts'
import type { Listening } from '../ports.ts'
import type { Runtime } from '../runtime.ts'
import type { Answer, AskMemory } from '../state.ts'
import { answerWithOption, optionsOf } from './read-answer.ts'

/** Values that can be keyed. */
const KEYED: readonly string[] = ['number', 'scale', 'phone', 'date', 'pressure', 'yes_no']

/** Of these, those that take more than one or two. */
const LONG: readonly string[] = ['phone', 'date', 'number', 'pressure']

/** Whether keys can answer a question. */
export function takesKeys(node: AskNode): boolean {
  const byKey = Object.values(node.listenFor).some(({ kind }) => KEYED.includes(kind))
  return Object.keys(node.keys).length > 0 || node.chooseFrom !== undefined || byKey
}

/** How keys are typed at a question: long values to the end or a pause, else as many as an answer has. */
export function keysOf(node: AskNode): Listening['keys'] {
  const types = Object.values(node.listenFor)
  if (types.some(({ kind }) => LONG.includes(kind))) return { max: 15, finishOn: '#', betweenMs: 3_000 }
  return { max: types.some(type => type.kind === 'scale' && type.to > 9) ? 2 : 1, betweenMs: 2_000 }
}

/** The answer that keys make at a question; undefined when they mean nothing there. */
export function readKeys(runtime: Runtime, node: AskNode, digits: string): Answer | undefined {
  const because = 'by key'
  const meaning = node.keys[digits]
  if (meaning !== undefined)
    return { meaning, complete: true, confidence: 1, because, spoken: '', kinds: [], isText: false, said: undefined }
  const options = optionsOf(runtime, node)
  if (options) {
    const value = options.values[Number(digits) - 1]
    return value === undefined ? undefined : answerWithOption(runtime, node, value, options.type, 1, because)
  }
  const [name, type] = Object.entries(node.listenFor).find(([, candidate]) => valueOfKeys(candidate, digits) !== undefined) ?? []
  if (name === undefined || type === undefined) return undefined
  const value = valueOfKeys(type, digits)
  const isComplete = Object.entries(node.listenFor).every(([other, { optional }]) => other === name || optional)
  return {
    meaning: undefined,
    values: { [name]: value },
    complete: isComplete,
    confidence: 1,
    because,
    spoken: runtime.format(value, type),
    kinds: [type.kind],
    isText: false,
    said: undefined,
  }
}

/** As `readKeys`, of keys whose first may have come before the question was asked. */
export function readKeysAfter(runtime: Runtime, node: AskNode, memory: AskMemory, digits: string): Answer | undefined {
  const before = memory.keysBefore ?? ''
  delete memory.keysBefore
  return readKeys(runtime, node, before + digits) ?? readKeys(runtime, node, digits)
}

/** Keys as a value: numbers and marks as they are, `*` for the decimal point, `140*90` a pressure, a date as day, month, year, nine digits as a telephone. */
function valueOfKeys(type: DataType, digits: string): unknown {
  switch (type.kind) {
    case 'number':
    case 'scale': {
      const value = Number(digits.replace('*', '.'))
      if (digits === '' || Number.isNaN(value)) return undefined
      if ((type.from !== undefined && value < type.from) || (type.to !== undefined && value > type.to)) return undefined
      return value
    }
    case 'phone':
      return digits.length >= 9 ? digits : undefined
    case 'date': {
      const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(digits)
      return parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : undefined
    }
    case 'pressure': {
      const [systolic = 0, diastolic = 0, ...more] = digits.split('*').map(Number)
      return diastolic > 0 && systolic > diastolic && more.length === 0 ? { systolic, diastolic } : undefined
    }
    case 'yes_no':
      return digits === '1' ? true : digits === '2' ? false : undefined
    default:
      return undefined
  }
}
