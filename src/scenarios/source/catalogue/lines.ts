import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about lines.yaml and the scenarios together: who answers a number, who takes a transfer. */
export const LINES_FINDINGS = defineFindings({
  'lines/unknown-scenario': {
    severity: 'error',
    message: (facts: { number: string; scenario: string }) =>
      `${facts.number} should be answered by "${facts.scenario}", and there is no such scenario.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Scenarios are: ${facts.known.join(', ') || 'none yet'}.`,
    manual:
      'A number of lines.yaml names the scenario that answers it, and there is none of this name: whoever dials the number would hear an apology and be cut off. Correct the name, or add the scenario.',
  },
  'lines/unknown-language': {
    severity: 'error',
    message: (facts: { number: string; scenario: string; language: string }) =>
      `${facts.number} should be answered in "${facts.language}", which "${facts.scenario}" does not speak.`,
    hint: (facts: { known: readonly string[] }) => `It speaks: ${facts.known.join(', ')}.`,
    manual:
      'A number of lines.yaml asks for a language in which its scenario is not written: whoever dials the number would hear an apology and be cut off. Name a language of the scenario, or translate it and add the language under `also`.',
  },
  'lines/unknown-transfer': {
    severity: 'error',
    message: (facts: { name: string }) => `lines.yaml has no transfer "${facts.name}", so nobody would be called.`,
    hint: (facts: { nearest: string | undefined; name: string }) =>
      `${proposeWord(facts.nearest)}Else add it to lines.yaml: transfers: { ${facts.name}: { to: "+48…" } }.`,
    manual:
      'The step hands the call over to a line that lines.yaml does not list under `transfers`: every such transfer would fail at once and take the way of `failed`. Correct the name, or add the line with its number. Where there is no lines.yaml at all, nothing is said.',
  },
  'lines/unknown-country': {
    severity: 'error',
    message: (facts: { country: string }) => `lines.yaml says nothing about the country "${facts.country}".`,
    hint: (facts: { country: string; known: readonly string[] }) =>
      facts.known.length === 0
        ? `Add: countries: { ${facts.country}: { record: with_notice, notice: { pl: "…" } } }.`
        : `Countries are: ${facts.known.join(', ')}.`,
    manual:
      'A line, or the whole file, names a country, and `countries` does not have it: whether calls may be recorded there, and what the caller must be told, is not known, so nothing would be recorded. Correct the name, or describe the country.',
  },
  'lines/unknown-calendar': {
    severity: 'error',
    message: (facts: { country: string }) => `The feasts of "${facts.country}" are not known, so the line would be open on them.`,
    hint: (facts: { known: readonly string[] }) => `Feasts are known of: ${facts.known.join(', ') || 'no country'}.`,
    manual:
      'A line is closed on the feasts of a country (`holidays`), and there is no file of that country in `countries/`, or it has an error. Correct the name, or write the file; single days can stand in `hours`.',
  },
  'lines/no-music': {
    severity: 'error',
    message: (facts: { file: string }) => `There is no file "music/${facts.file}" beside lines.yaml.`,
    hint: (facts: { known: readonly string[] }) =>
      facts.known.length === 0
        ? 'Put it there (mp3 or wav), or name an address: music: "https://…".'
        : `There are: ${facts.known.join(', ')}.`,
    manual:
      'Callers who wait in this queue should hear a file that is not in the folder `music` beside lines.yaml: they would hear nothing between the texts. Put the file there, correct its name, or name an address from which jambonz can load it.',
  },
  'lines/never-closed': {
    severity: 'warning',
    message: (facts: { number: string }) => `${facts.number} is never closed, so "after_hours" never answers.`,
    hint: () => 'Give it "hours" or "holidays", or take "after_hours" out.',
    manual:
      'A line names the scenario that answers while it is closed, but has neither opening hours nor holidays. Say when it is open, or leave the scenario out.',
  },
  'lines/no-announcement': {
    severity: 'warning',
    message: (facts: { number: string; language: string }) =>
      `${facts.number} is answered in "${facts.language}", in which it has no announcement.`,
    hint: (facts: { language: string }) => `Add it under announcement: { ${facts.language}: "…" }.`,
    manual:
      'The announcement of a line is heard in the language in which the call begins. In this one there is none, so nobody hears it. Write it in that language too.',
  },
  'lines/two-ways': {
    severity: 'error',
    message: (facts: { name: string; ways: readonly string[] }) =>
      `"${facts.name}" is to be reached in more than one way: ${facts.ways.join(', ')}.`,
    hint: () => 'Keep one of them, and make another transfer for the other; a scenario can try one after the other.',
    manual:
      'A transfer dials telephones (`to`, or by the time `rota`), or lets the caller wait in a `queue`, or asks the network to connect elsewhere (`refer`). With two of them it is not clear which is meant. Make two transfers, and lead from the first to the second in the scenario by `no_answer`.',
  },
  'lines/no-use': {
    severity: 'warning',
    message: (facts: { key: string; way: string }) =>
      `"${facts.key}" does nothing here: with "${facts.way}" no telephone is dialled.`,
    hint: () => 'Remove it, or dial telephones with "to".',
    manual:
      'How long a telephone rings, which number it shows, whether several ring at once and how a call is taken are things of telephones that are dialled. Callers who wait in a queue, and calls that the network connects elsewhere, are not dialled by us. Remove the line.',
  },
  'lines/shift-never-reached': {
    severity: 'warning',
    message: (facts: { name: string }) => `This shift of "${facts.name}" is never reached: the one before it is always on duty.`,
    hint: () => 'Put the shift without "days" and "hours" last.',
    manual:
      'The shifts of a rota are tried from the top, and the first whose time it is has the call. One without days and hours is always on duty, so whatever follows it can never be. Put it last.',
  },
  'lines/no-notice': {
    severity: 'error',
    message: (facts: { country: string; language: string }) =>
      `Calls of "${facts.country}" are recorded, and there is no notice of it in "${facts.language}".`,
    hint: (facts: { language: string }) => `Add it under notice: { ${facts.language}: "…" }.`,
    manual:
      'Whoever is recorded is told before. A scenario that speaks a language in which the country has no notice would not be recorded, or, where recording is required, not be held at all. Write the notice in every language that is spoken.',
  },
  'lines/unknown-queue': {
    severity: 'error',
    message: (facts: { number: string; queue: string }) =>
      `Whoever calls ${facts.number} takes calls from the queue "${facts.queue}", and no transfer lets callers wait there.`,
    hint: (facts: { nearest: string | undefined; queue: string }) =>
      `${proposeWord(facts.nearest)}Else add a transfer: reception: { queue: ${facts.queue} }.`,
    manual:
      'A number for the clinic’s own people names a queue, and no entry of `transfers` has a queue of this name: whoever calls there would wait for callers who never come. Correct the name, or add the transfer.',
  },
  'lines/unserved-queue': {
    severity: 'warning',
    message: (facts: { name: string; queue: string }) =>
      `Callers of "${facts.name}" wait in the queue "${facts.queue}", and no number of lines.yaml takes them out.`,
    hint: (facts: { queue: string }) => `Add a number for your people: "+48…": { queue: ${facts.queue}, agents: ["+48…"] }.`,
    manual:
      'Callers wait in this queue until one of the clinic’s people takes them, and lines.yaml has no number that does so. If another application of your jambonz serves the queue, all is well; else callers wait in vain until `at_most` is over. Add a number with `queue`.',
  },
})
