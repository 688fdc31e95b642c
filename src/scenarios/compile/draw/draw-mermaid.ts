import type { CompiledScenario, NodePath } from '../compiled.ts'
import { anytimeOf, type Flow, type FlowExit, type FlowStep, readFlow } from './flow.ts'

/** Longest text of a state in a diagram, in characters. */
const TEXT_LENGTH = 60

/**
 * A scenario as a Mermaid state diagram (https://mermaid.js.org/syntax/stateDiagram.html): blocks are composite states, arrows carry meanings and
 * results, and what works anytime is one folded state.
 */
export function drawMermaid(compiled: CompiledScenario): string {
  const flow = readFlow(compiled)
  const anytime = anytimeOf(compiled)
  const lines = ['stateDiagram-v2', '  direction TB', ...drawFlow(flow, '  ', new Set())]
  if (anytime.length > 0) lines.push(`  state "anytime: ${clean(anytime.join(', '))}" as anytime`)
  for (const outcome of outcomesIn(flow)) lines.push(`  end_${outcome} --> [*]`)
  return `${lines.join('\n')}\n`
}

function drawFlow(flow: Flow, indent: string, declared: Set<string>): readonly string[] {
  const lines = [`${indent}[*] --> ${idOf(flow.first)}`]
  for (const step of flow.steps) lines.push(...drawStep(step, indent, declared))
  for (const step of flow.steps) {
    for (const exit of step.exits) lines.push(...drawExit(step, exit, indent, declared))
  }
  return lines
}

function drawStep(step: FlowStep, indent: string, declared: Set<string>): readonly string[] {
  const id = idOf(step.path)
  const title = describe(step)
  if (step.inner === undefined) return [`${indent}state "${title}" as ${id}`]
  const inside = `${indent}  `
  return [
    `${indent}state "${title}" as ${id} {`,
    ...drawFlow(step.inner.flow, inside, declared),
    ...step.inner.results.map(result => `${inside}state "gives ${result.replaceAll('_', ' ')}" as ${id}__give_${result}`),
    ...step.inner.results.map(result => `${inside}${id}__give_${result} --> [*]`),
    `${indent}}`,
  ]
}

function describe(step: FlowStep): string {
  const goesBack = step.exits.some(({ target }) => target.kind === 'back') ? ' ↩' : ''
  const text = step.text === '' || step.kind === 'do' ? '' : `: ${shorten(step.text)}`
  const what = step.kind === 'do' ? ` (${step.text})` : ''
  return clean(`${step.name}${what}${text}${goesBack}`)
}

function drawExit(step: FlowStep, exit: FlowExit, indent: string, declared: Set<string>): readonly string[] {
  const label = exit.label === '' ? '' : ` : ${clean(exit.label)}`
  const arrow = (to: string): string => `${indent}${idOf(step.path)} --> ${to}${label}`
  switch (exit.target.kind) {
    case 'step':
      return [arrow(idOf(exit.target.path))]
    case 'anytime':
      return [arrow('anytime')]
    case 'give':
      return [arrow(`${idOf(parentOf(step.path))}__give_${exit.target.result}`)]
    case 'back':
      return []
    case 'end': {
      const id = `end_${exit.target.outcome}`
      const declaration = declared.has(id) ? [] : [`${indent}state "${exit.target.outcome.replaceAll('_', ' ')}" as ${id}`]
      declared.add(id)
      return [...declaration, arrow(id)]
    }
  }
}

function outcomesIn(flow: Flow): ReadonlySet<string> {
  return new Set(
    flow.steps.flatMap(({ exits }) => exits.flatMap(({ target }) => (target.kind === 'end' ? [target.outcome] : []))),
  )
}

function parentOf(path: NodePath): NodePath {
  return path.slice(0, path.lastIndexOf('.'))
}

/** Names of steps that Mermaid would read as its own words get a tail. */
function idOf(path: NodePath): string {
  const id = path.replaceAll('.', '__')
  return /^(state|end|note|direction|as|class|default|click|style)$/.test(id) ? `${id}_step` : id
}

function shorten(text: string): string {
  return text.length <= TEXT_LENGTH ? text : `${text.slice(0, text.lastIndexOf(' ', TEXT_LENGTH)).replace(/[,;:.]$/, '')}…`
}

/** Takes out what Mermaid would read as syntax. */
function clean(text: string): string {
  return text
    .replaceAll('"', '”')
    .replaceAll(';', ',')
    .replaceAll('#', '')
    .replaceAll('\n', ' ')
    .replaceAll('{', '‹')
    .replaceAll('}', '›')
}
