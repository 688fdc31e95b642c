import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import { buildJsonSchema, buildLanguageManual, SCHEMA_KINDS, type SchemaKind, VERBS } from '../../../src/scenarios/model/index.ts'
import { classifyFile } from '../../../src/scenarios/source/classify-file.ts'
import { parseSource } from '../../../src/scenarios/source/index.ts'

/** Holds data against the schema alone, by a reader of JSON Schema that knows nothing of our shapes. */
const accepts = (kind: SchemaKind, data: unknown): boolean =>
  z.fromJSONSchema(buildJsonSchema(kind) as never).safeParse(data).success

const files = readdirSync('scenarios-yaml', { recursive: true, encoding: 'utf8' }).flatMap(file => {
  const place = classifyFile(file)
  return place.kind === 'ignored' || place.kind === 'unknown' ? [] : [{ file, kind: place.kind }]
})

describe('the schema for editors', () => {
  it.each(SCHEMA_KINDS)('%s is draft 7, with a description of every key', kind => {
    const schema = buildJsonSchema(kind) as { $schema: string; properties: Record<string, { description?: string }> }
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#')
    const silent = Object.keys(schema.properties).filter(key => !schema.properties[key]?.description)
    expect(silent).toEqual([])
  })
  it.each(files)('accepts $file', ({ file, kind }) => {
    expect(accepts(kind, parseSource(file, readFileSync(`scenarios-yaml/${file}`, 'utf8')).data)).toBe(true)
  })

  const base = { scenario: 'visit', policy: 'clinic', speaks: 'pl', gives: { outcome: ['confirmed'] } }
  const steps: readonly Record<string, unknown>[] = [
    { say: 'a', then: 'b' },
    { say: ['a', 'b'], then: { if: 'x y', go: { end: 'a' }, else: 'back' } },
    { say: 'a' },
    { say: '', then: 'b' },
    { say: 'a', then: { ende: 'b' } },
    { say: 'a', then: 'B c' },
    { say: 'a', then: 'b', extra: 1 },
    { ask: 'a', answers: { agree: 'b' }, keys: { 1: 'agree' } },
    { ask: 'a', answers: { agree: 'b' }, keys: { x: 'agree' } },
    { ask: 'a', listen_for: { mark: 'scale 0 to 10', why: ['ill', 'other'], who: { name: 'person?' } }, then: 'b' },
    { ask: 'a', listen_for: { mark: 'numer' }, then: 'b' },
    { ask: 'a', answers: { agree: 'b' }, confirm: 'sometimes' },
    { pause: '2 min', then: 'b' },
    { pause: 5, then: 'b' },
    { use: 'blocks/identity', then: { confirmed: 'b' } },
    { use: 'identity', then: { confirmed: 'b' } },
    { do: 'x', with: { a: 'b.c', d: { text: 'e f' }, g: 1 }, done: { if_empty: 'b', else: 'c' }, failed: 'd' },
    { do: 'x', with: { a: 'b c' }, done: 'b', failed: 'c' },
    { transfer: 'reception', say: 'a', failed: 'b' },
    { send: 'sms', to: 'patient.phone', text: 'a', then: 'b' },
    { send: 'fax', to: 'patient.phone', text: 'a', then: 'b' },
    { decide: [{ when: 'x', go: 'a' }, { else: 'b' }] },
    { decide: [] },
  ]
  it.each(steps)('agrees with the reader on %j', step => {
    const data = { ...base, steps: { hello: step } }
    const read = loadWorkspace(new Map([['visit/scenario.yaml', JSON.stringify(data)]])).findings
    expect(accepts('scenario', data)).toBe(read.length === 0)
  })
})

describe('the manual', () => {
  const manual = buildLanguageManual()
  it('has every verb and every key', () => {
    for (const verb of VERBS) expect(manual).toContain(`### \`${verb}\``)
    for (const key of ['choose_from', 'off_list', 'confirm_below', 'answered_by', 'side_effects', 'hung_up'])
      expect(manual).toContain(`| \`${key}\` |`)
    expect(manual).not.toMatch(/undefined|\[object/)
  })
  it('describes every key that it lists', () => {
    const rows = manual.split('\n').filter(line => /^\| `\w+` \| (yes)? *\|/.test(line))
    expect(rows.length).toBeGreaterThan(70)
    expect(rows.filter(row => /\|\s*\|\s*$/.test(row))).toEqual([])
  })
  it('shows YAML that the language reads', () => {
    const examples = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(match => match[1] ?? '')
    expect(examples.length).toBeGreaterThan(12)
    expect(examples.filter(example => parseSource('f', example).findings.length > 0)).toEqual([])
  })
})
