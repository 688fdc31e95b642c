import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { plainUnderstanding } from './plain-understanding.ts'
import { readLines, readVoices } from '../../../src/engine/jambonz/index.ts'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { compileScenario } from '../../../src/scenarios/compile/index.ts'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import type { SimulationWorld } from '../../../src/simulation/run/world.ts'

/** A scenario of the tests' own: a question, a service, a choice, a message, and a policy. */
const FILES: Readonly<Record<string, string>> = {
  'policies/clinic.yaml': `
policy: clinic
speaks: pl
clinic: { name: Przychodnia Lipowa, zone: Europe/Warsaw, phone: "+48600000100", emergency: sto dwanaście }
silence:
  - { say: "Halo, czy mnie słychać?", then: repeat }
  - keys
  - { go: { end: silent } }
not_understood: [repeat, rephrase, { go: { end: silent } }]
off_list: [{ say: "Tego nie załatwię.", then: repeat }, { go: { end: silent } }]
silence_after: 5s
confirm_below: 0.6
read_back: "{value}, czy tak?"
limits: { failures: 12, minutes: 10, go: { end: silent } }
absolute: [stop_calling]
anytime:
  repeat: repeat
  slower: slower
  who_is_it: { say: "Tu automatyczny asystent Przychodni Lipowej.", then: back }
  operator: { transfer: reception, say: "Łączę z rejestracją.", done: { end: handed_over }, busy: sorry, no_answer: sorry, closed: sorry, failed: sorry }
  sorry: { say: "Nikt nie odbiera.", then: { end: silent } }
  stop_calling: { say: "Nie będziemy dzwonić.", then: { end: opted_out } }
answered_by:
  voicemail: { say: "Prosimy o telefon do Przychodni Lipowej.", then: { end: silent } }
`,
  'services/free_times.yaml': `
service: free_times
about: Free times.
takes: { limit: number }
gives: list of moment
side_effects: false
idempotent: true
`,
  'services/move_visit.yaml': `
service: move_visit
about: Moves a visit.
takes: { id: text, to: moment }
gives: {}
results: [taken]
side_effects: true
idempotent: true
`,
  'lexicon/pl.yaml': `
language: pl
meanings:
  agree: [tak, tak oczywiście, zgadza się, potwierdzam]
  decline: [nie, nie zgadza się]
  move: [przełóżmy wizytę, chcę przełożyć wizytę, przełożyć]
  who_is_it: [kto mówi, kto dzwoni, z kim rozmawiam]
  repeat: [proszę powtórzyć, powtórz, jeszcze raz]
  slower: [wolniej, proszę mówić wolniej]
  operator: [rejestracja, z człowiekiem proszę, połącz z rejestracją]
  stop_calling: [proszę więcej nie dzwonić, nie dzwońcie do mnie]
  ask_price: [ile to kosztuje, jaka jest cena]
  none_of_these: [żaden, żaden nie pasuje]
  voicemail: [zostaw wiadomość po sygnale]
`,
  'tiny/scenario.yaml': `
scenario: tiny
title: Mała próba
policy: clinic
speaks: pl
gets: { patient: { name: person, phone: phone }, appointment: { id: text, at: moment } }
gives: { outcome: [confirmed, moved, silent, handed_over, opted_out], new_time: moment? }
steps:
  visit:
    ask: "Tu automatyczny asystent Przychodni Lipowej. Czy wizyta {appointment.at: day and time} jest aktualna?"
    again: "Czy wizyta jest aktualna?"
    rephrase: "Proszę powiedzieć tak lub nie. Czy wizyta jest aktualna?"
    offer_keys: "Jeśli tak, proszę nacisnąć jeden. Jeśli nie, dwa."
    answers: { agree: bye, decline: times, move: times }
    keys: { 1: agree, 2: move }
  times:
    do: free_times
    with: { limit: 3 }
    keep: slots
    filler: "Chwileczkę, sprawdzam."
    done: { if_empty: no_times, else: pick }
    slow: { after: 8s, go: no_times }
    failed: no_times
  pick:
    ask: "Mam {slots: list of day and time}. Który termin pasuje?"
    again: "Który termin?"
    choose_from: slots
    keep: new_time
    confirm: never
    answers: { chosen: move, none: no_times }
  move:
    do: move_visit
    with: { id: appointment.id, to: new_time }
    done: sms
    instead: { taken: times }
    failed: no_times
  sms: { send: sms, to: patient.phone, text: "Nowy termin: {new_time: day and time}", then: moved, failed: moved }
  moved: { say: "Gotowe, wizyta jest przełożona.", then: { end: moved } }
  no_times: { say: "Nie ma wolnych terminów.", then: { end: silent } }
  bye: { say: "Dziękuję, do widzenia.", then: { end: confirmed } }
`,
}

/** The machine with some of its JSON rewritten: a fault of compiler or engine, planted. */
export function plantFault(scenario: CompiledScenario, change: (json: string) => string): CompiledScenario {
  const before = JSON.stringify(scenario.machine)
  const after = change(before)
  if (after === before) throw new Error('the fault was not planted')
  return { ...scenario, machine: JSON.parse(after) }
}

/** Compiles the tiny scenario; `change` rewrites its file to plant a fault. */
export function compileTiny(change: (text: string) => string = text => text): CompiledScenario {
  const files = new Map(Object.entries(FILES))
  files.set('tiny/scenario.yaml', change(FILES['tiny/scenario.yaml'] ?? ''))
  const workspace = loadWorkspace(files)
  const errors = workspace.findings.filter(finding => finding.severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(one => `${one.file}:${one.span.line} ${one.message}`).join('\n'))
  return compileScenario(workspace, 'tiny')
}

/** The engine's own understanding and speaking, and one line to transfer to. */
export function createTinyWorld(): SimulationWorld {
  return {
    understanding: plainUnderstanding,
    speaking: createSpeaking(),
    voices: readVoices('').voices,
    lines: readLines('transfers: { reception: { to: "+48600000101" } }').lines,
    fixture: undefined,
  }
}

/** Text of a simulation file with the contact that the tiny scenario needs. */
export const writeSimulation = (rest: string): string => `
simulation: a test
scenario: tiny
today: 2026-05-05T10:00
contact: { patient: { name: Anna Nowak, phone: "+48600000201" }, appointment: { id: A1, at: "2026-05-06T08:30" } }
services:
  free_times: [ { gives: ["2026-05-07T09:00", "2026-05-08T10:00"] } ]
  move_visit: { result: done }
${rest.trim()}
`
