import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { linesShape, lineShape, transferShape } from '../../../src/engine/jambonz/lines-shape.ts'
import { RECORDING_MODES } from '../../../src/engine/jambonz/lines.ts'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'

const manual = readFileSync(join(import.meta.dirname, '../../../docs/reference/lines.md'), 'utf8')

test('the manual of lines.yaml names every key', () => {
  const keys = [linesShape, lineShape, transferShape].flatMap(shape => Object.keys(shape.shape))
  expect([...keys, ...RECORDING_MODES].filter(key => !manual.includes(`\`${key}\``))).toEqual([])
})

test('its example has no faults', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(manual)?.[1] ?? ''
  const { lines, findings } = readLines(example)
  expect(findings).toEqual([])
  expect(lines.transfers.map(({ reach }) => reach.kind)).toEqual(['queue', 'dial', 'dial', 'refer'])
})
