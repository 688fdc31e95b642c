import * as z from 'zod'
import { suggest } from '../source/suggest.ts'
import type { SourcePath } from '../source/source-file.ts'
import type { Exit } from './exit.ts'
import { NAME, conditionNameShape, nameShape } from './names.ts'
import type { Reading } from './reading.ts'

/** Words that are exits of their own and therefore no step's name. */
export const EXIT_WORDS = ['back', 'stay', 'repeat', 'slower'] as const
const EXIT_KEYS = ['end', 'give', 'if', 'go', 'else', 'if_empty'] as const

/** What an author writes for an exit. */
export type ExitInput =
  | string
  | { readonly end: string }
  | { readonly give: string }
  | { readonly if: string; readonly go: ExitInput; readonly else: ExitInput }
  | { readonly if_empty: ExitInput; readonly else: ExitInput }

/** Where the call goes on. */
export const exitShape: z.ZodType<ExitInput> = z
  .union(
    [
      z.string().regex(/^(anytime\.)?[a-z][a-z0-9_]*$/),
      z.strictObject({ end: nameShape }),
      z.strictObject({ give: nameShape }),
      z.strictObject({ if: conditionNameShape, go: z.lazy(() => exitShape), else: z.lazy(() => exitShape) }),
      z.strictObject({ if_empty: z.lazy(() => exitShape), else: z.lazy(() => exitShape) }),
    ],
    { error: '#exit' },
  )
  .meta({
    id: 'exit',
    description:
      'Where the call goes on: a step, back, stay, repeat, slower, anytime.NAME, { end: outcome }, { give: result }, { if: condition, go: exit, else: exit } or { if_empty: exit, else: exit }.',
  })

/** An override of what works anytime: an exit, or `mute`. The word needs no shape of its own, since it looks like a step's name. */
export const overridesShape = z.record(nameShape, exitShape).optional()

/** An exit as the model has it. */
export function readExit(value: ExitInput): Exit {
  if (typeof value === 'string') {
    if (value === 'back' || value === 'stay' || value === 'repeat' || value === 'slower') return { kind: value }
    return value.startsWith('anytime.')
      ? { kind: 'anytime', name: value.slice('anytime.'.length) }
      : { kind: 'step', step: value }
  }
  if ('end' in value) return { kind: 'end', outcome: value.end }
  if ('give' in value) return { kind: 'give', result: value.give }
  if ('if' in value) return { kind: 'if', condition: value.if, go: readExit(value.go), else: readExit(value.else) }
  return { kind: 'if_empty', go: readExit(value.if_empty), else: readExit(value.else) }
}

/** Exits by name. */
export function readExits(values: Readonly<Record<string, ExitInput>> | undefined): Readonly<Record<string, Exit>> {
  const exits: Record<string, Exit> = {}
  for (const [name, value] of Object.entries(values ?? {})) exits[name] = readExit(value)
  return exits
}

/** Overrides of what works anytime, by name. */
export function readOverrides(values: Readonly<Record<string, ExitInput>> | undefined): Readonly<Record<string, Exit | 'mute'>> {
  const overrides: Record<string, Exit | 'mute'> = {}
  for (const [name, value] of Object.entries(values ?? {})) overrides[name] = value === 'mute' ? 'mute' : readExit(value)
  return overrides
}

/** Reports what is wrong with an exit that does not fit the shape, as deep inside as the fault lies. */
export function explainExit(reading: Reading, value: unknown, path: SourcePath): void {
  const [problem, at, nearest] = findExitProblem(value, path)
  reading.report('shape/bad-exit', at, 'value', { problem, nearest })
}

type Problem = readonly [problem: string, at: SourcePath, nearest: string | undefined]

function findExitProblem(value: unknown, path: SourcePath): Problem {
  if (value === null || value === undefined) return ['nothing is written', path, undefined]
  if (typeof value === 'string') return findWordProblem(value, path)
  if (Array.isArray(value)) return ['a list cannot be one', path, undefined]
  if (typeof value !== 'object') return [`${JSON.stringify(value)} is not the name of a step`, path, undefined]
  return findGroupProblem(value as Record<string, unknown>, path)
}

function findWordProblem(value: string, path: SourcePath): Problem {
  const ending = /^(end|give)[\s:=]+([a-z][a-z0-9_]*)$/.exec(value)
  if (ending !== null) return [`"${value}" lacks its braces`, path, `{ ${ending[1]}: ${ending[2]} }`]
  if (/[.]/.test(value) && suggest(value.slice(0, value.indexOf('.')), ['anytime']) !== undefined) {
    return [`"${value}" is no name`, path, `anytime.${value.slice(value.indexOf('.') + 1)}`]
  }
  return [`"${value.slice(0, 60)}" cannot be the name of a step`, path, undefined]
}

function findGroupProblem(value: Readonly<Record<string, unknown>>, path: SourcePath): Problem {
  const keys = Object.keys(value)
  if (keys.length === 0) return ['the group is empty', path, undefined]
  const unknown = keys.find(key => !(EXIT_KEYS as readonly string[]).includes(key))
  const unspaced = unknown === undefined ? null : /^(end|give):([a-z][a-z0-9_]*)$/.exec(unknown)
  if (unspaced !== null) return ['a space is missing after the colon', path, `{ ${unspaced[1]}: ${unspaced[2]} }`]
  if (unknown !== undefined) {
    const nearest = suggest(unknown, EXIT_KEYS)
    return [`"${unknown}" is none of its words`, [...path, unknown], nearest]
  }
  if ('end' in value) return findNamedProblem(value, 'end', 'outcome', path)
  if ('give' in value) return findNamedProblem(value, 'give', 'result', path)
  const needed = 'if_empty' in value ? ['if_empty', 'else'] : ['if', 'go', 'else']
  const missing = needed.find(key => !(key in value))
  if (missing !== undefined) return [`"${missing}" is missing`, path, undefined]
  const surplus = keys.find(key => !needed.includes(key))
  if (surplus !== undefined) return [`"${surplus}" does not go with "${needed[0]}"`, [...path, surplus], undefined]
  if ('if' in value && (typeof value['if'] !== 'string' || value['if'] === ''))
    return ['after "if" stands the name of a condition', [...path, 'if'], undefined]
  for (const key of needed) {
    if (key === 'if') continue
    if (!exitShape.safeParse(value[key]).success) return findExitProblem(value[key], [...path, key])
  }
  return ['its parts do not fit together', path, undefined]
}

function findNamedProblem(value: Readonly<Record<string, unknown>>, key: string, what: string, path: SourcePath): Problem {
  const other = Object.keys(value).find(name => name !== key)
  if (other !== undefined) return [`"${other}" does not go with "${key}"`, [...path, other], undefined]
  const name = value[key]
  if (typeof name === 'string' && !NAME.test(name))
    return [`"${name.slice(0, 60)}" cannot be the name of an ${what}`.replace('an result', 'a result'), [...path, key], undefined]
  return [`after "${key}" stands the name of ${what === 'outcome' ? 'an' : 'a'} ${what}`, [...path, key], undefined]
}

/** Every form of exit, for the manual. */
export const exitManual = `
An exit says where the call goes on:

| exit | the call |
| --- | --- |
| \`what_now\` | goes to the step of that name |
| \`back\` | returns to the question that was interrupted, which asks again in its short form |
| \`stay\` | goes on listening; nothing is spoken |
| \`repeat\` | says the last prompt again, whole |
| \`slower\` | the same, and speaks slower from now on |
| \`anytime.operator\` | goes to what the policy has under that name |
| \`{ end: confirmed }\` | ends with that outcome |
| \`{ give: confirmed }\` | in a block: leaves it with that result |
| \`{ if: too late to move, go: operator, else: times }\` | goes one way or the other by a condition |
| \`{ if_empty: no_times, else: pick }\` | after a service: by whether it gave an empty list |
`
