import * as z from 'zod'
import type { ScenarioDocument } from './documents.ts'
import type { Exit } from './exit.ts'
import { documentNameShape, nameShape } from './names.ts'
import { checkPlaceName, conditionsShape, languageShape, readKeys, stepsLaterShape } from './read-document.ts'
import { exitShape, overridesShape, readExit, readOverrides, type ExitInput } from './read-exit.ts'
import { readSteps } from './read-step.ts'
import { fieldsShape, readFields, typeShape, type TypeInput } from './read-type.ts'
import type { Reading } from './reading.ts'
import { strictShape } from './strict.ts'

/** A scenario, but for its steps. */
export const scenarioShape = strictShape({
  scenario: documentNameShape.describe('Name of the scenario, the same as of its folder.'),
  title: z.string().optional().describe('What the scenario is called on screens and in reports.'),
  policy: documentNameShape.describe('The policy that applies, a file in policies/.'),
  speaks: languageShape.describe('Language in which the texts of this file are written.'),
  also: z.array(languageShape).optional().describe('Other languages in which the call can be held.'),
  gets: fieldsShape.optional().describe('What each contact must carry.'),
  gives: z
    .object({ outcome: z.array(nameShape).min(1).describe('Every way the call can end.') })
    .catchall(typeShape)
    .describe('What the call results in: its outcome, and data that it kept.'),
  conditions: conditionsShape.describe('Conditions by name; the only place where expressions live.'),
  anytime: overridesShape.describe('What works anytime and works differently in this scenario: an exit, or mute.'),
  hung_up: exitShape.optional().describe('How the call ends when the caller hangs up.'),
  steps: stepsLaterShape.optional().describe('The steps by name; the call begins with the first.'),
})

/** Reads a scenario as far as it can be read. `folder` is the name of the folder that it lies in. */
export function readScenario(reading: Reading, data: unknown, folder: string): ScenarioDocument {
  const { keys, broken } = readKeys(reading, scenarioShape, data, 'the scenario')
  checkPlaceName(reading, 'scenario', keys.scenario, folder)
  const { steps, broken: brokenSteps } = readSteps(reading, data, 'The scenario', Object.keys(scenarioShape.shape))
  const hungUp = keys.hung_up === undefined ? undefined : readHungUp(reading, keys.hung_up)
  return {
    kind: 'scenario',
    file: reading.source.file,
    name: folder,
    ...(keys.title !== undefined && { title: keys.title }),
    policy: keys.policy ?? '',
    speaks: keys.speaks ?? 'pl',
    also: keys.also ?? [],
    gets: readFields(reading, keys.gets, ['gets']),
    gives: readGives(reading, keys.gives),
    conditions: keys.conditions ?? {},
    anytime: readOverrides(keys.anytime),
    ...(hungUp !== undefined && { hungUp }),
    steps,
    ...(broken.length + brokenSteps.length > 0 && { broken: new Set([...broken, ...brokenSteps]) }),
  }
}

function readGives(
  reading: Reading,
  gives: { readonly outcome: readonly string[]; readonly [name: string]: TypeInput } | undefined,
): ScenarioDocument['gives'] {
  const { outcome, ...fields } = gives ?? { outcome: [] }
  return {
    outcomes: outcome,
    fields: readFields(reading, fields, ['gives']),
    lines: outcome.map((_name, index) => reading.source.spanAt(['gives', 'outcome', index], 'value').line),
  }
}

/** The caller is gone, so nothing but an ending makes sense. */
function readHungUp(reading: Reading, value: ExitInput): Exit | undefined {
  const exit = readExit(value)
  if (leadsToEnd(exit)) return exit
  reading.report('shape/bad-exit', ['hung_up'], 'value', {
    problem: 'the caller is gone, so only an ending is possible: { end: outcome }, or { if: …, go: …, else: … } with endings',
    nearest: undefined,
  })
  return undefined
}

function leadsToEnd(exit: Exit): boolean {
  return exit.kind === 'end' || (exit.kind === 'if' && leadsToEnd(exit.go) && leadsToEnd(exit.else))
}

/** How scenarios are written, for the manual. */
export const scenarioManual = `
A scenario is the script of one kind of call. It lies in \`NAME/scenario.yaml\`; its texts in other languages lie beside it.

\`\`\`yaml
scenario: appointment-confirmation
title: Potwierdzenie wizyty
policy: clinic
speaks: pl
also: [uk, en]
gets:
  patient:     { name: person, phone: phone, born: date? }
  appointment: { id: text, at: moment, prep: text? }
gives:
  outcome: [confirmed, cancelled, callback]
  reason: text?
conditions:
  there is preparation: has(appointment.prep)
steps:
  visit:
    ask: "Czy termin {appointment.at: day and time} jest aktualny?"
    answers: { agree: { end: confirmed }, decline: { end: cancelled } }
\`\`\`

What the contact carries (\`gets\`), what steps keep, the clinic's facts (\`clinic.name\`), \`caller.phone\`, \`caller.words\`
(what the caller said last) and \`now\` are the data that texts and conditions can use. Where one call holds several
conversations, \`caller.stayed\` of the later ones says whom the one before was with: \`same_person\`, who has shown then who
they are, or \`someone_else\`. Conditions are the only place for expressions; everywhere else their names stand.
`
