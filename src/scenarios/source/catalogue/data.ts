import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about data: names, when they are there, types, conditions. */
export const DATA_FINDINGS = defineFindings({
  'data/unknown': {
    severity: 'error',
    message: (facts: { path: string }) => `There is no datum "${facts.path}" here.`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined
        ? 'Data are what the contact carries (gets, in a block takes), what steps keep, clinic.…, caller.phone and now.'
        : `Did you mean "${facts.nearest}"?`,
    manual:
      'A text, service or condition uses a datum that nobody provides. Data come from the contact (`gets`, in a block `takes`), from steps that keep something (`keep`, `listen_for`), and from the policy (`clinic.phone`). Correct the name; a block sees only its own data.',
  },
  'data/read-before-set': {
    severity: 'error',
    message: (facts: { path: string }) => `A call can come here without "${facts.path}" ever having been set.`,
    hint: (facts: { path: string; setters: readonly string[] }) =>
      facts.setters.length === 0
        ? `No step keeps "${facts.path}".`
        : `It is set by ${facts.setters.join(', ')}; some way leads past. Ask first, or test it: has(${facts.path}).`,
    manual:
      'The value is kept by a step, but there is a way through the script that comes here without passing that step, or leaves it by an exit on which nothing is kept (the question was skipped, the service failed). The robot would have nothing to say. Lead through the step first, or come here only behind a condition that tests `has(…)`.',
  },
  'data/optional-unguarded': {
    severity: 'error',
    message: (facts: { path: string }) => `"${facts.path}" may be missing, and nothing here has tested that it is there.`,
    hint: (facts: { path: string }) => `Make a condition has(${facts.path}) and come here only when it holds.`,
    manual:
      'A question mark after its type says that this datum may be missing. If it is, the sentence would have a hole. Put the step behind an exit or a `decide` with a condition that tests `has(…)`, with another way for those who do not have it.',
  },
  'data/ending-incomplete': {
    severity: 'error',
    message: (facts: { outcome: string; name: string }) =>
      `A call can end here as "${facts.outcome}" without "${facts.name}", which every result must carry.`,
    hint: (facts: { name: string; type: string }) =>
      `Keep "${facts.name}" on every way, or write ${facts.name}: ${facts.type}? under gives.`,
    manual:
      'What stands under `gives` without a question mark is promised to those who read the results. Some way leads to this ending without that value. Either make sure that it is kept on every way, or say with a question mark that it may be missing.',
  },
  'data/give-incomplete': {
    severity: 'error',
    message: (facts: { result: string; name: string }) =>
      `The block can give "${facts.result}" here without "${facts.name}", which it promises with this result.`,
    hint: (facts: { name: string }) => `Keep "${facts.name}" on every way to this result, or mark its type with a question mark.`,
    manual:
      'A block declares with each result the values that it hands over. Some way leads to the result without the value being known. Keep it on every way, or mark its type as one that may be missing (`?`).',
  },
  'data/name-collision': {
    severity: 'error',
    message: (facts: { name: string; other: string }) => `"${facts.name}" is already ${facts.other}.`,
    hint: (facts: { name: string }) => `Keep it under another name, for instance my_${facts.name}.`,
    manual:
      'A value would be kept under a name that already means something else: a datum of the contact, or one of the names `clinic`, `caller`, `now`, `outcome` that are always there. The original would be lost. Choose another name.',
  },
  'data/type-conflict': {
    severity: 'error',
    message: (facts: { name: string; type: string; other: string; step: string }) =>
      `"${facts.name}" is of the type ${facts.type} here, but of the type ${facts.other} in the step "${facts.step}".`,
    hint: () => 'Use two names.',
    manual:
      'Two steps keep values of different kinds under one name. Whoever uses the name later could not know what it gets: a date cannot be spoken as a choice. Use two names.',
  },
  'data/unused': {
    severity: 'warning',
    message: (facts: { name: string }) => `"${facts.name}" is kept and never used.`,
    hint: (facts: { name: string }) => `Speak it, hand it to a service, or add it to gives: ${facts.name}.`,
    manual:
      'The caller is asked for something, or a service gives something, and then nobody uses it: no text, service, condition or result. Either it was forgotten under `gives`, or the question need not be asked.',
  },
  'data/gives-never-kept': {
    severity: 'warning',
    message: (facts: { name: string }) => `The result should carry "${facts.name}", but no step keeps it.`,
    hint: (facts: { nearest: string | undefined; name: string }) =>
      `${proposeWord(facts.nearest)}Keep it in a step (keep: ${facts.name}), or remove it from gives.`,
    manual:
      'Under `gives` stands a value that no step keeps and no contact carries, so it is missing in every result. Most often the step keeps it under a slightly different name.',
  },
  'type/input': {
    severity: 'error',
    message: (facts: { name: string; wanted: string; given: string; of: string }) =>
      `${facts.of} wants "${facts.name}" of the type ${facts.wanted}; this is of the type ${facts.given}.`,
    manual:
      'Each value that a service or block takes has a type, and the one handed over is of another: a whole person where a telephone number is wanted, a list where one moment is wanted. Hand over the right datum, or the right part of it (`patient.phone`).',
  },
  'type/choose-from': {
    severity: 'error',
    message: (facts: { path: string; given: string }) =>
      `One can only choose from a list; "${facts.path}" is of the type ${facts.given}.`,
    manual:
      '`choose_from` names a list whose entries are offered to the caller: free times, doctors. What it names here is no list. For fixed answers use `answers` instead.',
  },
  'type/asks-for': {
    severity: 'error',
    message: (facts: { path: string; given: string }) =>
      `One can only ask for a person by name; "${facts.path}" is of the type ${facts.given}.`,
    manual:
      '`asks_for` names the person whom the question asks for, so that a caller who answers with a name is known for this person or for somebody else. What it names here is no person. Name the field of the type `person`, as in `asks_for: patient.name`.',
  },
  'type/gives': {
    severity: 'error',
    message: (facts: { name: string; declared: string; kept: string }) =>
      `"${facts.name}" is declared with the type ${facts.declared}, but what is kept has the type ${facts.kept}.`,
    hint: (facts: { name: string; kept: string }) =>
      `Declare ${facts.name}: ${facts.kept}?, or keep something else under this name.`,
    manual:
      'The result promises a value of one type, and the step keeps one of another under this name. Those who read the results would get what they do not expect. Make the two agree.',
  },
  'type/format': {
    severity: 'error',
    message: (facts: { path: string; type: string; format: string }) =>
      `"${facts.path}" is of the type ${facts.type} and cannot be spoken as "${facts.format}".`,
    hint: (facts: { possible: readonly string[] }) =>
      facts.possible.length === 0
        ? 'It cannot be spoken as a whole; name a part of it.'
        : `Possible here: ${facts.possible.join(', ')}.`,
    manual:
      'A format says how a value is spoken: a moment as `day and time`, a person as `first name`. This format does not fit the type of the value: there is no time in a date, and no weekday in a name. The hint lists the formats that fit.',
  },
  'type/not-speakable': {
    severity: 'error',
    message: (facts: { path: string; type: string }) => `"${facts.path}" cannot be spoken as it is: ${facts.type}.`,
    hint: (facts: { path: string; part: string | undefined }) =>
      facts.part === undefined
        ? `Choose words for it: {${facts.path}, select, true {…} other {…}}.`
        : `Name a part of it, for instance {${facts.part}}.`,
    manual:
      'A group of data, a list of groups or a yes/no has no spoken form of its own. Name the part that you mean (`{patient.name}`), or choose words by its value (`{has_fever, select, true {z gorączką} other {bez gorączki}}`).',
  },
  'type/choice-spoken': {
    severity: 'warning',
    message: (facts: { path: string; options: readonly string[] }) =>
      `"${facts.path}" would be spoken by its internal name (${facts.options.slice(0, 3).join(', ')}…).`,
    hint: (facts: { path: string; options: readonly string[] }) =>
      `Choose words: {${facts.path}, select, ${facts.options[0] ?? 'a'} {…} other {…}}.`,
    manual:
      'The options of a choice have internal names such as `feels_better`. The caller would hear exactly that. Choose words for each option by `select`, in every language.',
  },
  'type/plural': {
    severity: 'error',
    message: (facts: { path: string; type: string }) =>
      `"plural" counts a number, but "${facts.path}" is of the type ${facts.type}.`,
    hint: () => 'Use select for words that depend on a choice.',
    manual:
      '`plural` picks the grammatical form for a number (1 wizyta, 2 wizyty, 5 wizyt). This value is no number. For words that depend on a choice or on the gender use `select`.',
  },
  'type/send-to': {
    severity: 'error',
    message: (facts: { channel: string; wanted: string; given: string }) =>
      `An ${facts.channel} goes to ${facts.wanted}; this is of the type ${facts.given}.`,
    manual:
      'A message by SMS needs a telephone number, an e-mail an address as text. The datum under `to` is something else. Name the right part, for instance `patient.phone`.',
  },
  'condition/unknown': {
    severity: 'error',
    message: (facts: { name: string }) => `There is no condition "${facts.name}" in this document.`,
    hint: (facts: { name: string; nearest: string | undefined; known: readonly string[] }) =>
      /[.=<>!&|()]/.test(facts.name)
        ? `Give it a name in plain words under conditions (NAME: ${facts.name}), and write that name here.`
        : `${proposeWord(facts.nearest)}Conditions here: ${facts.known.join(', ') || 'none'}.`,
    manual:
      'An `if` or `when` names a condition that is not under `conditions` of the same file. Conditions have names in plain words, so that the script can be read aloud; each document has its own. Correct the name, or add the condition.',
  },
  'condition/unused': {
    severity: 'warning',
    message: (facts: { name: string }) => `The condition "${facts.name}" is never asked.`,
    hint: () => 'Use it in an exit { if: … } or a decide, or remove it.',
    manual: 'The condition is defined and no exit asks it. Either an exit was forgotten, or it is left over.',
  },
  'condition/reserved-name': {
    severity: 'error',
    message: (facts: { name: string }) =>
      `A condition cannot be called "${facts.name}": the machine uses that word for what happens in a step.`,
    hint: (facts: { name: string }) => `Say it in more words, for instance "it is ${facts.name}".`,
    manual:
      'Words such as `done`, `failed`, `silent` or `answered` mean what happened in a step, and exits are chosen by them. A condition of the same name would be mixed up with it. Give it another name; names of conditions may have spaces.',
  },
  'condition/syntax': {
    severity: 'error',
    message: (facts: { name: string; problem: string }) => `The condition "${facts.name}" cannot be read: ${facts.problem}.`,
    hint: () =>
      "Examples: has(appointment.prep) · score >= 7 && score <= 8 · appointment.at - now < duration('4h') · reason == 'ill'",
    manual:
      "Conditions are written in CEL, a small language of comparisons: `==`, `!=`, `<`, `>=`, `&&` (and), `||` (or), `!` (not), `has(x)`, `size(list)`, `duration('4h')`; text in single quotes. Here a sign is missing or too many.",
  },
  'condition/unknown-name': {
    severity: 'error',
    message: (facts: { name: string; path: string }) =>
      `The condition "${facts.name}" asks for "${facts.path}", which does not exist here.`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined ? "Text stands in single quotes: reason == 'ill'." : `Did you mean "${facts.nearest}"?`,
    manual:
      'A condition can ask for the data of its own document only: what the contact carries, what steps keep, `clinic`, `caller.phone`, `now`. This name is none of them. Words that are meant as text need single quotes.',
  },
  'condition/wrong-type': {
    severity: 'error',
    message: (facts: { name: string; problem: string }) =>
      `The condition "${facts.name}" compares what cannot be compared: ${facts.problem}.`,
    hint: () =>
      "Numbers with numbers, text with 'text', moments with moments; the difference of two moments with duration('4h'); how old somebody is, age(patient.born), with a number.",
    manual:
      "Both sides of a comparison must be of one kind: a number with a number, text with text in single quotes, a moment with a moment. A length of time is written `duration('4h')`. Here the kinds differ, so the condition could never be answered.",
  },
  'condition/not-yes-no': {
    severity: 'error',
    message: (facts: { name: string; problem: string }) => `The condition "${facts.name}" ${facts.problem}.`,
    hint: () => 'Compare it with something: score >= 7, size(slots) > 0, has(reason).',
    manual:
      'A condition must be answered by yes or no. This one gives a number, a text or something else. Add the comparison that you mean.',
  },
  'condition/matches': {
    severity: 'error',
    message: (facts: { name: string }) =>
      `The condition "${facts.name}" uses matches(), which some texts can keep busy for ever.`,
    hint: () => "Use ==, in ['a', 'b'], startsWith('…') or contains('…').",
    manual:
      '`matches()` searches by a regular expression, and there are short texts for which such a search takes hours; meanwhile every call would stand still. Use `startsWith`, `endsWith`, `contains` or a comparison.',
  },
  'condition/unguarded': {
    severity: 'warning',
    message: (facts: { name: string; path: string }) =>
      `The condition "${facts.name}" looks at "${facts.path}", which may be missing; then it is simply not true.`,
    hint: (facts: { path: string }) => `Say what you mean: has(${facts.path}) && … or !has(${facts.path}) || …`,
    manual:
      'The datum may be missing. A condition about something missing counts as not true, even when it says "is not": that is easily overlooked. Test it first with `has(…)`.',
  },
  'condition/repeated-case': {
    severity: 'warning',
    message: (facts: { name: string }) => `"${facts.name}" was asked above already; this line is never taken.`,
    hint: () => 'Remove it, or ask another condition.',
    manual:
      'The lines of a `decide` are looked at from top to bottom, and the first that holds is taken. The same condition a second time can never be the first. Remove the line, or correct the condition.',
  },
})
