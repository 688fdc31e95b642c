import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Heard, HearingContext, Hypothesis } from '../../../../src/engine/call/ports.ts'
import type { AskNode, CompiledScenario } from '../../../../src/scenarios/compile/compiled.ts'
import { compileWorkspace } from '../../../../src/scenarios/compile-workspace.ts'
import type { Language } from '../../../../src/scenarios/model/documents.ts'

const ROOT = join(import.meta.dirname, '../../../../scenarios-yaml')
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
const { scenarios } = compileWorkspace(new Map(files.map(file => [file, readFileSync(join(ROOT, file), 'utf8')])))

/** A shipped scenario. */
function findScenario(name = 'appointment-confirmation'): CompiledScenario {
  const scenario = scenarios.get(name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return scenario
}

/** What the question whether the visit is kept can use. */
export function siteOf(language: Language, over: Partial<HearingContext> = {}): HearingContext {
  const scenario = findScenario()
  const node = scenario.nodes['visit'] as AskNode
  return {
    scenario,
    language,
    node: node.path,
    own: Object.keys(node.answers),
    anytime: Object.keys(node.anytime),
    expect: {},
    now: Date.parse('2026-05-05T10:00:00+02:00'),
    zone: 'Europe/Warsaw',
    question: [node.prompt],
    ...over,
  }
}

/** A local understanding that makes of everything what it is told to. */
export function localThat(meanings: readonly (readonly [string, number])[] = []): {
  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard
} {
  return {
    hear: ([first]) => ({
      text: first?.text ?? '',
      meanings: meanings.map(([name, confidence]) => ({
        meaning: name,
        confidence,
        start: 0,
        end: 1,
        because: 'sounds like it',
      })),
      values: [],
      noise: false,
    }),
  }
}
