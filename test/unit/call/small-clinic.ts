import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { compileScenario } from '../../../src/scenarios/compile/index.ts'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'

/** A small clinic with every verb, written for the tests of the call itself. */
const FILES: Readonly<Record<string, string>> = {
  'policies/small.yaml': `
policy: small
speaks: en
clinic: { name: Linden Clinic, zone: Europe/Warsaw, phone: "+48226000000", emergency: "112" }
silence: [repeat, { say: "Hello, can you hear me?", then: repeat }, { go: { end: no_answer } }]
not_understood: [repeat, rephrase, { go: { end: no_answer } }]
off_list: [{ say: "That I cannot do here.", then: repeat }, { go: { end: no_answer } }]
silence_after: 5s
confirm_below: 0.6
read_back: "{value}, is that right?"
interrupted: "Sorry, we were cut off."
waiting: "You are number {position}."
offer_callback: "Press one to be called back."
limits: { failures: 8, minutes: 5, go: { end: no_answer } }
absolute: [operator, stop_calling, emergency]
anytime:
  repeat: repeat
  slower: slower
  who_is_it: { say: "I am the automated assistant of Linden Clinic.", then: back }
  are_you_robot: { say: "Yes, I am a robot.", then: back }
  hold_on: { pause: 20s, then: back }
  operator: { transfer: reception, say: "I am putting you through.", done: { end: handed_over }, failed: sorry }
  sorry: { say: "Nobody is free now.", then: { end: no_answer } }
  stop_calling: { do: stop_calling, with: { phone: caller.phone }, done: stopped, failed: stopped }
  stopped: { say: "We will not call again.", then: { end: opted_out } }
  emergency: { say: "Please call one one two now.", then: { end: handed_over } }
answered_by:
  voicemail: { say: "Linden Clinic called, by an automated assistant. Please call us back.", then: { end: no_answer } }
`,
  'services/stop_calling.yaml': `
service: stop_calling
about: Nobody calls this number again.
takes: { phone: text? }
gives: {}
side_effects: true
idempotent: true
`,
  'services/free_times.yaml': `
service: free_times
about: Free times.
takes: { limit: number }
gives: list of moment
side_effects: false
idempotent: true
`,
  'services/book.yaml': `
service: book
about: Books a time.
takes: { at: moment }
gives: {}
results: [taken]
side_effects: true
idempotent: false
`,
  'lexicon/en.yaml': `
language: en
meanings:
  agree: ["yes", right, sure]
  decline: ["no", not really]
  move: [move it, another day]
  who_is_it: [who is it, who is this]
  are_you_robot: [are you a robot]
  repeat: [say again]
  slower: [slower]
  hold_on: [hold on]
  operator: [a person please]
  stop_calling: [stop calling]
  emergency: [i cannot breathe]
  none_of_these: [none of these]
  weather: [nice weather]
`,
  'blocks/identity/block.yaml': `
block: identity
speaks: en
takes: { person: person }
gives: [confirmed, someone_else]
steps:
  hello:
    ask: "Good day, this is the automated assistant of Linden Clinic. Am I speaking to {person: full name}?"
    again: "Am I speaking to {person: full name}?"
    asks_for: person
    answers: { agree: { give: confirmed }, decline: { give: someone_else } }
`,
  'visit/scenario.yaml': `
scenario: visit
title: A visit
policy: small
speaks: en
gets: { patient: { name: person, phone: phone }, visit: { at: moment } }
gives: { outcome: [confirmed, moved, no_answer, handed_over, opted_out], new_time: moment?, mark: "scale 0 to 10?" }
steps:
  hello:
    say: "Good day, this is the automated assistant of Linden Clinic. We are calling about a visit."
    then: visit
  visit:
    ask: "Your visit is {visit.at: day and time}. Will you come?"
    again: "Will you come?"
    answers: { agree: mark, decline: times, move: times }
    keys: { 1: agree, 2: decline }
    offer_keys: "Press one for yes, two for no."
  times:
    do: free_times
    with: { limit: 3 }
    keep: slots
    filler: "One moment, I am looking."
    done: { if_empty: none, else: pick }
    slow: { after: 8s, go: none }
    failed: none
  pick:
    ask: "I have {slots: list of day and time}. Which one?"
    choose_from: slots
    keep: new_time
    confirm: always
    answers: { chosen: book, none: none }
  book:
    do: book
    with: { at: new_time }
    done: bye_moved
    instead: { taken: times }
    failed: none
  bye_moved: { say: "Your visit is moved.", then: { end: moved } }
  none: { say: "There is nothing, sorry.", then: { end: no_answer } }
  mark:
    ask: "From zero to ten, how do you like us?"
    listen_for: { mark: scale 0 to 10 }
    optional: true
    then: bye
  bye: { say: "Thank you, goodbye.", then: { end: confirmed } }
`,
}

/** Makes the visit be told only to the person that it is of. */
export const askWhoFirst = {
  'visit/scenario.yaml': (text: string): string =>
    text
      .replace(/  hello:\n    say: .*\n    then: visit\n/, IDENTITY)
      .replace('outcome: [confirmed,', 'outcome: [confirmed, wrong_person,'),
}
const IDENTITY = `  identity:
    use: blocks/identity
    with: { person: patient.name }
    then: { confirmed: visit, someone_else: { end: wrong_person } }
`

/** The compiled scenario `visit` of the small clinic, with more files. Throws when a file of it cannot be read. */
export function compileSmallClinic(
  changes: Readonly<Record<string, (text: string) => string>> = {},
  more: Readonly<Record<string, string>> = {},
): CompiledScenario {
  const files = Object.entries({ ...FILES, ...more })
  const workspace = loadWorkspace(new Map(files.map(([file, text]) => [file, changes[file]?.(text) ?? text])))
  if (workspace.findings.length > 0)
    throw new Error(
      workspace.findings.map(({ file, span, code, message }) => `${file}:${span.line} ${code} ${message}`).join('\n'),
    )
  return compileScenario(workspace, 'visit')
}
