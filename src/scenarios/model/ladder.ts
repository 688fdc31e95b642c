import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { suggest } from '../source/suggest.ts'
import { exitShape, explainExit, readExit } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { Rung } from './step.ts'
import { readTextSource, textShape } from './text-source.ts'

const WORDS = ['repeat', 'rephrase', 'keys'] as const
const THEN = [...WORDS, 'listen'] as const

const rungShape = z
  .union(
    [
      z.enum(WORDS),
      z.strictObject({ say: textShape, then: z.enum(THEN) }),
      z.strictObject({ say: textShape.optional(), go: exitShape }),
    ],
    { error: '#rung' },
  )
  .meta({
    id: 'rung',
    description: 'repeat, rephrase, keys, { say: text, then: repeat | rephrase | keys | listen }, or at the end { go: exit }.',
  })
/** What happens at the first, second, third … failure in a row; the last rung leaves the step. */
export const ladderShape = z.array(rungShape).min(1)

/** A ladder as the model has it. Reports when it does not end with a way out, or goes on after it. */
export function readLadder(reading: Reading, rungs: z.infer<typeof ladderShape>, path: SourcePath): readonly Rung[] {
  const ladder = String(path.at(-1))
  const end = rungs.findIndex(rung => typeof rung === 'object' && 'go' in rung)
  if (end < 0) reading.report('shape/ladder-without-end', path, 'key', { ladder })
  else if (end < rungs.length - 1) reading.report('shape/rung-after-end', [...path, end + 1], 'value', { ladder })
  return rungs.map(readRung)
}

function readRung(rung: z.infer<typeof rungShape>): Rung {
  if (typeof rung === 'string') return { then: rung }
  const then = 'go' in rung ? readExit(rung.go) : rung.then
  return rung.say === undefined ? { then } : { say: readTextSource(rung.say), then }
}

/** Reports what is wrong with a rung that does not fit the shape. */
export function explainRung(reading: Reading, value: unknown, path: SourcePath): void {
  if (typeof value === 'string') {
    const nearest = suggest(value, WORDS)
    const problem =
      nearest === undefined
        ? `"${value.slice(0, 60)}" is none of its words`
        : `"${value.slice(0, 60)}" is none of its words; did you mean "${nearest}"`
    return reading.report('shape/bad-rung', path, 'value', { problem })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return reading.report('shape/bad-rung', path, 'value', { problem: 'it is neither a word nor a group' })
  explainRungGroup(reading, value as Record<string, unknown>, path)
}

function explainRungGroup(reading: Reading, value: Readonly<Record<string, unknown>>, path: SourcePath): void {
  const unknown = Object.keys(value).find(key => !['say', 'then', 'go'].includes(key))
  if (unknown !== undefined)
    return reading.report('shape/bad-rung', [...path, unknown], 'key', { problem: `"${unknown}" is none of its keys` })
  if ('go' in value && 'then' in value)
    return reading.report('shape/bad-rung', path, 'value', { problem: '"then" and "go" exclude each other' })
  if ('go' in value && !exitShape.safeParse(value['go']).success) return explainExit(reading, value['go'], [...path, 'go'])
  if ('say' in value && !textShape.safeParse(value['say']).success)
    return reading.report('shape/bad-rung', [...path, 'say'], 'value', { problem: 'after "say" stands a text' })
  if ('then' in value && !THEN.includes(value['then'] as never))
    return reading.report('shape/bad-rung', [...path, 'then'], 'value', {
      problem: `after "then" stands one of ${THEN.join(', ')}`,
    })
  reading.report('shape/bad-rung', path, 'value', { problem: 'it needs "say" and "then", or "go"' })
}

/** How ladders are written, for the manual. */
export const ladderManual = `
A ladder is a list: what happens at the first, the second, the third failure in a row of one step.

| rung | the call |
| --- | --- |
| \`repeat\` | asks again in the short form (\`again\`) |
| \`rephrase\` | asks in other words (\`rephrase\`) |
| \`keys\` | offers the keys (\`offer_keys\`) |
| \`{ say: "Nic nie słychać.", then: repeat }\` | says something first; \`then\` may also be \`listen\` |
| \`{ go: anytime.operator }\` | leaves the step; always the last rung, and only there |
`
