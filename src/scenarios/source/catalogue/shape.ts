import { defineFindings } from './define.ts'

/** The end of a hint that proposes the nearest permitted word. */
function proposeWord(nearest: string | undefined): string {
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `
}

function listWords(words: readonly string[]): string {
  return words.length <= 30 ? words.join(', ') : `${words.slice(0, 30).join(', ')} and ${words.length - 30} more`
}

/** What to do with a step that begins too far to one side, and so was read as a key of what stands above. */
const MOVE_STEP = {
  right: 'If it is a step of its own, begin its line in the column of the other steps. ',
  left: 'If it is a step, move all its lines two spaces to the right, into the column of the other steps. ',
} as const

/** Findings about the shape of a document: keys, kinds of values, names, steps. */
export const SHAPE_FINDINGS = defineFindings({
  'shape/unknown-key': {
    severity: 'error',
    message: (facts: { key: string; where: string }) => `"${facts.key}" is not a key of ${facts.where}.`,
    hint: (facts: {
      nearest: string | undefined
      permitted: readonly string[]
      stepTooFar?: keyof typeof MOVE_STEP | undefined
    }) =>
      `${facts.stepTooFar === undefined ? proposeWord(facts.nearest) : MOVE_STEP[facts.stepTooFar]}Permitted here: ${listWords(facts.permitted)}.`,
    manual:
      'The name left of the colon is not known in this place. Were it passed over, the line would have no effect and nobody would notice; so every unknown name is refused. It is most often a slip of the pen, or the right key at the wrong depth: count the spaces at the start of the line. The hint lists all names that may stand here.',
  },
  'shape/missing-key': {
    severity: 'error',
    message: (facts: { key: string; where: string }) => `${facts.where} needs the key "${facts.key}".`,
    hint: (facts: { example: string | undefined }) => (facts.example === undefined ? undefined : `Add: ${facts.example}`),
    manual:
      'Something that cannot be guessed is missing here: without it nobody knows how the call goes on. Most things have a default and may be left out; this one has none. Add a line with this key, at the depth of the other keys beside it.',
  },
  'shape/wrong-kind': {
    severity: 'error',
    message: (facts: { what: string; expected: string; found: string }) =>
      `${facts.what} must be ${facts.expected}; here is ${facts.found}.`,
    hint: (facts: { advice: string | undefined }) => facts.advice,
    manual:
      'The value is of another kind than this key takes: a list where one text is wanted, a word where a number is wanted, a group where a name is wanted. A text that begins with `{` or `[` must stand in quotes, else it is read as a group or list. Change the value as the message says.',
  },
  'shape/bad-choice': {
    severity: 'error',
    message: (facts: { what: string; found: string }) => `${facts.what} cannot be "${facts.found}".`,
    hint: (facts: { nearest: string | undefined; permitted: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It is one of: ${listWords(facts.permitted)}.`,
    manual: 'This key takes one of a few words, and the one written is not among them. The hint lists them all; choose one.',
  },
  'shape/out-of-range': {
    severity: 'error',
    message: (facts: { what: string; range: string }) => `${facts.what} must be ${facts.range}.`,
    manual:
      'A number or the length of a list or text lies outside what makes sense here, for instance a confidence above 1 or an empty list of texts. Change it to lie within the limits that the message names.',
  },
  'shape/bad-name': {
    severity: 'error',
    message: (facts: { what: string; found: string }) => `"${facts.found}" cannot be ${facts.what}.`,
    hint: (facts: { rule: string; instead: string | undefined }) =>
      facts.instead === undefined ? facts.rule : `${facts.rule} For instance: ${facts.instead}`,
    manual:
      'Names of steps, data, meanings and results are small letters a to z, digits and underscores, and begin with a letter: `what_now`. Names of scenarios, blocks and policies have hyphens instead: `appointment-confirmation`. Letters with accents, capitals and spaces are refused, since names also stand in addresses, reports and other languages. Names are never spoken, so nothing is lost.',
  },
  'shape/bad-duration': {
    severity: 'error',
    message: (facts: { found: string }) => `"${facts.found}" is not a duration.`,
    hint: () => 'Write a number and a unit: 500ms, 8s, 2 min, 4h.',
    manual:
      'A length of time is written as a number with its unit: `500ms` (thousandths of a second), `8s` (seconds), `2 min` (minutes), `4h` (hours). A bare number could be seconds or thousandths, so the unit is required.',
  },
  'shape/bad-type': {
    severity: 'error',
    message: (facts: { found: string }) => `"${facts.found}" is not a type of data.`,
    hint: (facts: { nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}Types: text, person, phone, date, time, moment, address, pressure, yes_no, number, number 1 to 5, scale 0 to 10, [a, b] for a choice, list of TYPE, or a group of named types; "?" at the end means it may be missing.`,
    manual:
      'Each datum has a type that says what it is and how it is spoken: `text`, `person`, `phone`, `date`, `time`, `moment` (a date with a time), `address`, `pressure`, `yes_no`, `number` (with limits: `number 1 to 120`), `scale 0 to 10`, a choice `[ill, travelling]`, `list of moment`, or a group of named types. A question mark at the end (`date?`) says that it may be missing. The word written is none of these.',
  },
  'shape/bad-exit': {
    severity: 'error',
    message: (facts: { problem: string }) => `This does not say where the call goes on: ${facts.problem}.`,
    hint: (facts: { nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}Write a step's name, back, stay, repeat, slower, anytime.NAME, { end: outcome }, { give: result } in a block, { if: condition, go: exit, else: exit } or { if_empty: exit, else: exit }.`,
    manual:
      'After each answer the script says where the call goes on. That is the name of a step (`what_now`), `back` (to the question that was interrupted), `stay` (go on listening), `repeat` or `slower` (say it again), an ending (`{ end: confirmed }`), in a block a result (`{ give: confirmed }`), or a choice by a named condition (`{ if: too late to move, go: operator, else: times }`). What stands here is none of these forms.',
  },
  'shape/no-verb': {
    severity: 'error',
    message: (facts: { step: string }) => `The step "${facts.step}" does nothing: it has no verb.`,
    hint: (facts: { nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}Give it one of: ask, say, do, use, transfer, pause, send, decide.`,
    manual:
      'Every step does exactly one thing, named by its verb: `ask` a question, `say` something, `do` a service of the clinic, `use` a block, `transfer` the call, `pause`, `send` a message, or `decide` by conditions. This step has none of them. Often the verb is misspelt or stands one level too deep.',
  },
  'shape/two-verbs': {
    severity: 'error',
    message: (facts: { step: string; verbs: readonly string[] }) =>
      `The step "${facts.step}" has more than one verb: ${facts.verbs.join(', ')}.`,
    hint: (facts: { verbs: readonly string[] }) =>
      `Make a step for each of ${facts.verbs.join(', ')} and lead from one to the next with "then".`,
    manual:
      'Every step does exactly one thing. With two verbs it would not be clear which comes first, nor what happens if the first fails. Make two steps and lead from the first to the second.',
  },
  'shape/empty-text': {
    severity: 'error',
    message: (facts: { what: string }) => `${facts.what} is empty.`,
    hint: () => 'Write what is spoken, or remove the key.',
    manual:
      'A text that should be spoken has no words. The caller would hear silence and take the line for dead. Write the text, or remove the key so that the default is used.',
  },
  'shape/needs-key': {
    severity: 'error',
    message: (facts: { key: string; because: string }) => `"${facts.key}" is needed, because ${facts.because}.`,
    hint: (facts: { advice: string }) => facts.advice,
    manual:
      'One key makes another necessary: a question that listens for a value needs `then`, a choice from a list needs to know what happens when an option is chosen. Without it the call would not know how to go on. Add the key that the message names.',
  },
  'shape/bad-rung': {
    severity: 'error',
    message: (facts: { problem: string }) => `This is not a rung of a ladder: ${facts.problem}.`,
    hint: () => 'Write repeat, rephrase, keys, { say: "…", then: repeat } or, as the last one, { go: exit }.',
    manual:
      'A ladder says what happens at the first, second, third failure in a row: `repeat` the question in its short form, `rephrase` it, offer the `keys`, say something first (`{ say: "…", then: repeat }`), and at the end leave the step (`{ go: operator }`). What stands here is none of these.',
  },
  'shape/ladder-without-end': {
    severity: 'error',
    message: (facts: { ladder: string }) => `The ladder "${facts.ladder}" does not end with { go: exit }.`,
    hint: () => 'Add a last rung, for instance { go: anytime.operator } or { go: { end: callback } }.',
    manual:
      'The last rung of a ladder must leave the step: to a person, to another step, or to an ending. Without it a caller who cannot be understood would be asked for ever. Add `{ go: … }` as the last rung.',
  },
  'shape/rung-after-end': {
    severity: 'error',
    message: (facts: { ladder: string }) =>
      `In the ladder "${facts.ladder}" rungs follow after { go: … }; they are never reached.`,
    hint: () => 'Move { go: … } to the end, or remove what follows it.',
    manual: 'A rung with `go` leaves the step, so whatever follows it can never happen. Put it last.',
  },
  'shape/else-not-last': {
    severity: 'error',
    message: () => 'Cases follow after "else"; they are never looked at.',
    hint: () => 'Move the line with "else" to the end, and keep only one.',
    manual:
      'The cases of `decide` are tried from the top, and `else` is always true, so whatever follows it can never happen. Put it last, once.',
  },
  'shape/wrong-folder-name': {
    severity: 'error',
    message: (facts: { key: string; written: string; folder: string }) =>
      `"${facts.key}: ${facts.written}" does not agree with the place of the file, "${facts.folder}".`,
    hint: (facts: { key: string; written: string; folder: string }) =>
      `Write ${facts.key}: ${facts.folder}, or move the file to ${facts.written}.`,
    manual:
      'Scenarios, blocks, policies, languages and services are found by the name of their folder or file, and the name in the file must be the same; else a copy of a folder could stand in for the original without anybody seeing it. Change one of the two.',
  },
  'shape/cannot-wait': {
    severity: 'error',
    message: (facts: { service: string }) =>
      `The service ${facts.service} cannot wait: the call needs its answer, or it changes nothing.`,
    hint: () => 'Take may_wait away.',
    manual:
      'With `may_wait: true` a call goes on before the clinic has answered. That is only possible for a service with `side_effects: true` that gives nothing and has no result but `done`. Take `may_wait` away, or what the call could not know yet.',
  },
  'shape/unknown-file': {
    severity: 'warning',
    message: () => 'This file is not read: its place does not say what it is.',
    hint: (facts: { nearest: string | undefined }) =>
      `${facts.nearest === undefined ? '' : `Should it be "${facts.nearest}"? `}Files are NAME/scenario.yaml, NAME/LANGUAGE.yaml, blocks/NAME/block.yaml, policies/NAME.yaml, lexicon/LANGUAGE.yaml and services/NAME.yaml.`,
    manual:
      'What a file means follows from its place: `NAME/scenario.yaml` is a scenario, `NAME/uk.yaml` its Ukrainian texts, `blocks/NAME/block.yaml` a block, `policies/NAME.yaml` a policy, `lexicon/pl.yaml` how people say things, `services/NAME.yaml` a service of the clinic. This file stands elsewhere or its language is not known, so it has no effect. Rename or move it.',
  },
  'shape/file-twice': {
    severity: 'error',
    message: (facts: { name: string; other: string }) => `"${facts.name}" is already defined by ${facts.other}.`,
    hint: () => 'Keep one of the two files.',
    manual:
      'Two files define the same thing, for instance `policies/clinic.yaml` and `policies/clinic/policy.yaml`. Only one could count. Delete or rename one of them.',
  },
  'shape/orphan-language-file': {
    severity: 'error',
    message: (facts: { of: string }) => `There is no ${facts.of} that this language file could belong to.`,
    hint: () => 'Put it beside scenario.yaml or block.yaml, or in the folder named like the policy.',
    manual:
      'A file such as `uk.yaml` holds the Ukrainian texts of the scenario, block or policy in whose folder it stands. In this folder there is none, so its texts would never be spoken. Move the file, or add the missing scenario.',
  },
  'shape/no-steps': {
    severity: 'error',
    message: (facts: { where: string }) => `${facts.where} has no steps.`,
    hint: () => 'Add at least one step; the call begins with the first.',
    manual:
      'A scenario or block consists of steps, and the call begins with the first one. Without any there is nothing to say. Add steps under `steps:`.',
  },
  'shape/bad-zone': {
    severity: 'error',
    message: (facts: { found: string }) => `"${facts.found}" is not a time zone.`,
    hint: () => 'Write region and city, for instance Europe/Warsaw, Europe/Kyiv or Europe/Madrid.',
    manual:
      "Times are spoken as they are on the clinic's own clock, so the policy must name the time zone as region and city: `Europe/Warsaw`. Abbreviations such as CET are refused, since they do not know summer time. Correct the name.",
  },
  'shape/bad-scale': {
    severity: 'error',
    message: (facts: { found: string }) => `In "${facts.found}" the lower limit must be below the upper one.`,
    hint: () => 'Write the smaller number first: scale 0 to 10.',
    manual:
      'A scale or a number with limits goes from the smaller number to the greater: `scale 0 to 10`, `number 1 to 120`. Exchange the two.',
  },
})
