import { resolve } from 'node:path'
import { describeType, type Setting } from './setting.ts'

/** A value of the right type, or what is wrong with it (a clause that follows the setting's name). */
export type ReadValue =
  | { readonly kind: 'value'; readonly value: string | number }
  | { readonly kind: 'wrong'; readonly message: string }

/** Reads what was given for a setting: text from flags and the environment, any scalar from trucada.yaml. */
export function readValue(setting: Setting, given: unknown, folder: string): ReadValue {
  const text = typeof given === 'string' ? given.trim() : typeof given === 'number' ? String(given) : undefined
  if (text === undefined || text === '') return refuse(setting, given)
  switch (setting.type.kind) {
    case 'text':
      return { kind: 'value', value: text }
    case 'folder':
      return { kind: 'value', value: resolve(folder, text) }
    case 'number': {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
      return value >= setting.type.from && value <= setting.type.to ? { kind: 'value', value } : refuse(setting, given)
    }
    case 'choice':
      return setting.type.of.includes(text) ? { kind: 'value', value: text } : refuse(setting, given)
  }
}

function refuse(setting: Setting, given: unknown): ReadValue {
  const shown = setting.secret === true ? 'the value given' : JSON.stringify(given)
  const wanted = {
    text: 'text',
    folder: 'a folder',
    number: `a ${describeType(setting.type)}`,
    choice: `one of ${describeType(setting.type)}`,
  }
  return { kind: 'wrong', message: `${shown ?? 'nothing'} is not ${wanted[setting.type.kind]}` }
}
