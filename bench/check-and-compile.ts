import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileWorkspace } from '../src/scenarios/index.ts'

const STEPS = 600
const ROUNDS = 40

/** Milliseconds for one scenario of 600 steps: read, checked and compiled by Trucada; parsed by the bare `yaml` package. Medians. */
export interface CompileFigures {
  readonly steps: number
  readonly bytes: number
  readonly oursMs: number
  readonly yamlMs: number
}

/** Measures both in turn, so that a machine whose speed drifts does not favour one. */
export function measureCompile(): CompileFigures {
  const scenario = writeScenario(STEPS)
  const file = (name: string): [string, string] => [name, readFileSync(`bench/workspace/${name}`, 'utf8')]
  const files = new Map([file('policies/bench.yaml'), file('lexicon/en.yaml'), ['long-script/scenario.yaml', scenario]])
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    const { scenarios, findings } = compileWorkspace(files)
    const middle = performance.now()
    parse(scenario)
    const end = performance.now()
    if (!scenarios.has('long-script')) throw new Error(`the scenario of the benchmark does not compile: ${findings[0]?.message}`)
    // The first rounds warm the compiler of the JavaScript engine up.
    if (round >= ROUNDS / 2) {
      ours.push(middle - start)
      bare.push(end - middle)
    }
  }
  return { steps: STEPS, bytes: scenario.length, oursMs: median(ours), yamlMs: median(bare) }
}

/** A script of questions and statements in turn, each with its own words. */
function writeScenario(steps: number): string {
  const lines = [
    'scenario: long-script',
    'title: A long script',
    'policy: bench',
    'speaks: en',
    'gets: { patient: { name: person } }',
    'gives: { outcome: [done, no_answer, handed_over, opted_out] }',
    'steps:',
    '  s1:',
    '    say: "Good day, this is the automated assistant of Linden Clinic, for {patient.name: full name}."',
    '    then: s2',
  ]
  for (let step = 2; step < steps; step += 1) {
    const next = `s${step + 1}`
    const words = spell(step)
    if (step % 3 === 0)
      lines.push(`  s${step}:`, `    say: "Thank you. That was part ${words} of our list."`, `    then: ${next}`)
    else
      lines.push(
        `  s${step}:`,
        `    ask: "Here is the question ${words}. Do you agree with it?"`,
        `    again: "Do you agree with the question ${words}?"`,
        `    answers: { agree: ${next}, decline: ${next} }`,
        '    keys: { 1: agree, 2: decline }',
        '    offer_keys: "Press one for yes, two for no."',
      )
  }
  lines.push(`  s${steps}:`, '    say: "That was all. Goodbye."', '    then: { end: done }')
  return `${lines.join('\n')}\n`
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const spell = (number: number): string => [...String(number)].map(digit => WORDS[Number(digit)]).join(' ')

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
