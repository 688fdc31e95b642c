import { expect, test } from 'vitest'
import { formatFindingsAsText } from '../../../src/scenarios/source/index.ts'
import { BASE, checkFiles } from '../../golden/overlay.ts'

const SCENARIO = 'visit/scenario.yaml'
const UK = 'visit/uk.yaml'

/** Mistakes that people make who write their first script: what stands in a file, what they wrote, and what they must be told. */
const MISTAKES: readonly (readonly [name: string, file: string, right: string, wrong: string, told: RegExp])[] = [
  ['a tab', SCENARIO, '    say: "Dzię', '\tsay: "Dzię', /tab/],
  ['a line too far right', SCENARIO, '    then: bye', '      then: bye', /begins after 6 spaces .* line \d+ begins after 4/],
  [
    'a line too far left',
    SCENARIO,
    '    then: bye',
    '   then: bye',
    /begins after 3 spaces .* after 4 spaces, line \d+ begins after 2/,
  ],
  ['a step at the margin', SCENARIO, '  bye:\n', 'bye:\n', /begins after 2 spaces .* line \d+ begins after 0|no space/],
  [
    'a step at the margin with its lines',
    SCENARIO,
    '  bye:\n    say: "Dziękuję, do usłyszenia."\n    then:',
    'bye:\n  say: "Dziękuję, do usłyszenia."\n  then:',
    /two spaces to the right/,
  ],
  ['a colon forgotten', SCENARIO, '  bye:\n', '  bye\n', /without a colon/],
  ['a text with a colon', SCENARIO, '"Dziękuję, do usłyszenia."', 'Dziękuję: do usłyszenia.', /say: "Dziękuję: do usłyszenia\."/],
  [
    'quotes of a word processor',
    SCENARIO,
    '"Dziękuję, do usłyszenia."',
    '„Dziękuję: do usłyszenia.”',
    /say: "Dziękuję: do usłyszenia\."/,
  ],
  ['quotes in quotes', SCENARIO, '"Dziękuję, do usłyszenia."', '"Dziękuję "bardzo" i do usłyszenia."', /„bardzo”/],
  [
    'an apostrophe',
    UK,
    '"Дякую, до побачення."',
    "'Дякую, пам'ятайте: до побачення.'",
    /bye: "Дякую, пам'ятайте: до побачення\."/,
  ],
  ['a pasted space', SCENARIO, '    then: bye', '\u00a0   then: bye', /looks like a space/],
  ['an ending without braces', SCENARIO, 'then: { end: confirmed }', 'then: end: confirmed', /then: { end: confirmed }/],
  ['an ending in words', SCENARIO, 'then: { end: confirmed }', 'then: end confirmed', /"{ end: confirmed }"/],
  ['an ending without a space', SCENARIO, 'then: { end: confirmed }', 'then: {end:confirmed}', /"{ end: confirmed }"/],
  ['an ending by name', SCENARIO, 'then: { end: confirmed }', 'then: confirmed', /"{ end: confirmed }"/],
  ['an ending misspelt', SCENARIO, 'then: { end: confirmed }', 'then: { end: confirmd }', /"confirmed"/],
  ['a switch in words', SCENARIO, 'optional: true', 'optional: yes', /Write true/],
  ['a switch in Polish', SCENARIO, 'optional: true', 'optional: tak', /Write true or false/],
  ['a choice for a switch', SCENARIO, '    keep: new_time', '    keep: new_time\n    confirm: yes', /always, never/],
  ['a key misspelt', SCENARIO, '    filler:', '    filer:', /"filler"/],
  ['a needed key misspelt', SCENARIO, '    failed: sorry', '    faild: sorry', /"failed"/],
  ['"steps" misspelt', SCENARIO, 'steps:', 'step:', /"steps"/],
  ['"conditions" misspelt', SCENARIO, 'conditions:', 'condition:', /"conditions"/],
  ['a verb misspelt', SCENARIO, '    say: "Dzię', '    sya: "Dzię', /"say"/],
  ['a step misspelt', SCENARIO, 'else: pick }', 'else: pik }', /"pick"/],
  ['the name of a step with a space', SCENARIO, '  times_again:', '  times again:', /times_again/],
  ['the same step twice', SCENARIO, '  cancel:\n', '  bye:\n', /twice/],
  ['an answer misspelt', SCENARIO, 'agree: save', 'agre: save', /"agree"/],
  ['what is said for what is meant', SCENARIO, 'decline: why', 'nie: why', /"decline"/],
  ['a key that leads to a step', SCENARIO, '    again: "Czy', '    keys: { 1: save }\n    again: "Czy', /"agree"/],
  [
    'keys for the options of a value',
    SCENARIO,
    '    optional: true',
    '    keys: { 1: ill, 2: travelling }\n    optional: true',
    /answers: \{ ill: NEXT_STEP, … \} and keep: reason/,
  ],
  ['answers as a list', SCENARIO, '{ agree: times, decline: sorry }', '[agree, decline]', /without \[ \]/],
  ['a datum misspelt', SCENARIO, '{appointment.prep}', '{appointment.prepp}', /"appointment.prep"/],
  ['a datum misspelt in a translation', UK, '{appointment.prep}', '{appointment.prepp}', /"appointment.prep"/],
  ['braces twice', SCENARIO, '{appointment.prep}', '{{appointment.prep}}', /one is enough/],
  ['a format misspelt', SCENARIO, '{slots: list of day and time}', '{slots: list of days}', /"list of day"/],
  ['a condition misspelt', SCENARIO, 'if: there is preparation', 'if: there is preparatin', /"there is preparation"/],
  ['a comparison in place', SCENARIO, 'if: there is preparation', 'if: has(appointment.prep)', /under conditions/],
  ['one equals sign', SCENARIO, 'has(appointment.prep)', "appointment.id = 'x'", /==/],
  ['"and" in words', SCENARIO, 'has(appointment.prep)', 'has(appointment.prep) and has(patient.born)', /&&/],
  ['a telephone without quotes', SCENARIO, 'limit: 3', 'limit: +48', /quotes/],
  ['words for a datum', SCENARIO, '{ id: appointment.id }', '{ id: "wizyta u lekarza" }', /\{ text: "wizyta u lekarza" \}/],
  ['a loop without an end', SCENARIO, '    then: anytime.operator', '    then: sorry', /for ever/],
  ['back where nothing was interrupted', SCENARIO, '    then: anytime.operator', '    then: back', /no question was interrupted/],
  [
    'steps that nobody leads to',
    SCENARIO,
    'steps:\n',
    'steps:\n  start: { use: blocks/identity, with: { person: patient.name, born: patient.born }, then: { confirmed: bye, refused: { end: refused } } }\n',
    /nor to \d+ more/,
  ],
  ['a text forgotten', UK, '  bye: "Дякую, до побачення."\n', '', /bye: "…"/],
  ['a text under a misspelt name', UK, '  bye: ', '  by: ', /write bye/],
]

test.each(MISTAKES)('%s is told once, with the way to mend it', (_name, file, right, wrong, told) => {
  const text = BASE.get(file) ?? ''
  expect(text).toContain(right)
  const { findings, sources } = checkFiles(new Map([...BASE, [file, text.replace(right, () => wrong)]]))
  const printed = formatFindingsAsText(findings, sources)
  expect(printed).toMatch(told)
  expect(findings.length, printed).toBe(1)
})
