import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about the way of a call: steps, exits, endings, loops. */
export const FLOW_FINDINGS = defineFindings({
  'flow/unknown-step': {
    severity: 'error',
    message: (facts: { step: string }) => `There is no step "${facts.step}" here.`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined ? 'Add the step, or lead to one that there is.' : `Did you mean "${facts.nearest}"?`,
    manual:
      'The script says that the call goes on at a step, and no step has that name in this document. The call would stand still at this place. Correct the name, or add the step. Steps of a block cannot be reached from outside: a block is entered at its first step by `use`.',
  },
  'flow/unknown-anytime': {
    severity: 'error',
    message: (facts: { name: string }) => `Nothing that works anytime is called "${facts.name}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}The policy has: ${facts.known.join(', ') || 'nothing'}.`,
    manual:
      'What the caller may ask for at any time (`operator`, `repeat`, `who_is_it` …) stands in the policy under `anytime`. The name written here is not among them, so the line would have no effect. Correct the name, or add the entry to the policy.',
  },
  'flow/unknown-policy': {
    severity: 'error',
    message: (facts: { policy: string }) => `There is no policy "${facts.policy}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}The folder policies has: ${facts.known.join(', ') || 'none'}.`,
    manual:
      'Each scenario names the policy that says what happens on silence, on misunderstanding, and what the caller may ask for anytime. There is no file of this name in the folder `policies`. Correct the name or add the file.',
  },
  'flow/unknown-meaning': {
    severity: 'error',
    message: (facts: { meaning: string; language: string }) =>
      `Nobody can say "${facts.meaning}": no lexicon has this meaning, and the step gives no words for it.`,
    hint: (facts: { nearest: string | undefined; language: string }) =>
      `${proposeWord(facts.nearest)}${facts.nearest === undefined ? 'Add' : 'Else add'} it to lexicon/${facts.language}.yaml, or to the step: words: { … }.`,
    manual:
      'Answers are meanings (`agree`, `move`), and the lexicon says how people express each of them. This meaning has no words anywhere, so the caller could never give this answer by voice. Most often the name is misspelt; else add the meaning with its phrases to the lexicon of each language, or give words for this step alone.',
  },
  'flow/unknown-key-answer': {
    severity: 'error',
    message: (facts: { key: string; meaning: string }) =>
      `The key ${facts.key} stands for "${facts.meaning}", which is no answer of this step.`,
    hint: (facts: { meaning: string; nearest: string | undefined; known: readonly string[]; choice: string | undefined }) =>
      facts.choice === undefined
        ? `${proposeWord(facts.nearest)}Answers here: ${facts.known.join(', ') || 'none'}.`
        : `Keys stand for answers. In place of listen_for write answers: { ${facts.meaning}: NEXT_STEP, … } and keep: ${facts.choice}`,
    manual:
      'Under `keys` each key of the telephone stands for one of the answers of the same step, or for something that works anytime. This one stands for neither, so pressing it would do nothing. Correct the name, or add the answer. For a choice by key, write its options as `answers` instead of `listen_for`: `keep` keeps which of them was given.',
  },
  'flow/unknown-outcome': {
    severity: 'error',
    message: (facts: { outcome: string }) => `The ending "${facts.outcome}" is not among the outcomes of this scenario.`,
    hint: (facts: { nearest: string | undefined; outcome: string }) =>
      `${proposeWord(facts.nearest)}${facts.nearest === undefined ? 'Add' : 'Else add'} "${facts.outcome}" to gives: { outcome: […] }.`,
    manual:
      'Each call ends with one of the outcomes listed under `gives: outcome`; reports and campaigns count them. The ending written here is not in the list, so it would be counted nowhere. Correct the name, or add it to the list.',
  },
  'flow/outcome-not-listed': {
    severity: 'error',
    message: (facts: { outcome: string; by: string }) =>
      `A call can end as "${facts.outcome}" by ${facts.by}, and this scenario does not list that outcome.`,
    hint: (facts: { outcome: string }) => `Add "${facts.outcome}" to gives: { outcome: […] }.`,
    manual:
      'The policy or a block that this scenario uses can end the call (when the caller asks for a person, is silent to the end, reaches a voicemail). Every such ending must be in the list of outcomes of the scenario, so that reports count it. Add it to the list.',
  },
  'flow/outcome-never-reached': {
    severity: 'warning',
    message: (facts: { outcome: string }) => `No call can end as "${facts.outcome}".`,
    hint: (facts: { outcome: string }) => `Lead to { end: ${facts.outcome} } somewhere, or remove it from the list.`,
    manual:
      'The list of outcomes promises an ending to which no step, block or rule of the policy leads. Either an exit is missing or names another ending by mistake, or the outcome is left over from an older version. Lead to it, or remove it.',
  },
  'flow/misplaced-exit': {
    severity: 'error',
    message: (facts: { exit: string; where: string }) => `"${facts.exit}" cannot stand ${facts.where}.`,
    hint: (facts: { advice: string }) => facts.advice,
    manual:
      '`back`, `repeat` and `slower` return to the question that was interrupted, so they belong to what works anytime; `{ give: … }` ends a block and nothing else; `stay` goes on listening, so it belongs to a question. Here there is nothing to return to, to give or to listen for. Name a step or an ending instead.',
  },
  'flow/reserved-step-name': {
    severity: 'error',
    message: (facts: { name: string }) =>
      `A step cannot be called "${facts.name}": the word has a meaning of its own as an exit.`,
    hint: (facts: { name: string }) => `Call it for instance ${facts.name}_step.`,
    manual:
      'The words `back`, `stay`, `repeat`, `slower`, `mute` and `anytime` say how a call goes on. A step of that name could never be reached, since the word would be read as the exit. Rename the step.',
  },
  'flow/unreachable-step': {
    severity: 'warning',
    message: (facts: { step: string; others: number }) =>
      `No call can come to the step "${facts.step}"${facts.others > 0 ? `, nor to ${facts.others} more that only follow from it` : ''}.`,
    hint: () => 'Lead to it from another step, or remove it.',
    manual:
      'No exit of any step that a call can come to leads to this step, so its text is never spoken. Perhaps an exit names another step by mistake, or the step is left over. The first step of the file is where the call begins; all others must be led to.',
  },
  'flow/no-way-to-end': {
    severity: 'error',
    message: (facts: { step: string; others: number }) =>
      `From the step "${facts.step}"${facts.others > 0 ? ` (and ${facts.others} more)` : ''} no answer leads to an ending.`,
    hint: () => 'Give one of the steps of the loop an exit that leads to { end: … }, in a block to { give: … }.',
    manual:
      'Once a call has come to this step, it goes round for ever whatever the caller answers: no exit leads to an ending. Only hanging up or the limit of minutes would end it. Give at least one step of the loop an exit to an ending.',
  },
  'flow/loop-without-caller': {
    severity: 'error',
    message: (facts: { steps: readonly string[] }) =>
      `The call can go round ${facts.steps.join(' → ')} for ever without asking anything.`,
    hint: () => 'Put a question into the loop, or lead out of it.',
    manual:
      'These steps lead to one another without any question in between. The robot would talk or work on without end, and the caller could only hang up. Put a question into the loop, or let one of the steps lead elsewhere.',
  },
  'flow/service-loop': {
    severity: 'error',
    message: (facts: { steps: readonly string[] }) =>
      `The service in ${facts.steps.join(' → ')} can be called again and again without a pause.`,
    hint: () => 'Lead to a question, a person or an ending when it fails; or put a pause into the loop.',
    manual:
      "A service that fails or is slow is called again at once, and again: the clinic's system would be flooded just when it is in trouble, while the caller hears nothing. Lead elsewhere when it fails (`failed: operator`), or ask the caller, or put a `pause` between the attempts.",
  },
  'flow/chosen-without-list': {
    severity: 'error',
    message: () => 'The answer "chosen" means that an option was picked, but the step offers no list.',
    hint: () => 'Add choose_from: with the name of the list, or name the answer otherwise.',
    manual:
      'The answer `chosen` is given by the framework when the caller picks one of the options of `choose_from`. This step has no `choose_from`, so the answer never comes. Add the list, or use another meaning.',
  },
  'flow/if-empty-without-list': {
    severity: 'error',
    message: (facts: { why: string }) => `"if_empty" asks whether a list is empty, but ${facts.why}.`,
    hint: () => 'Use it under "done" of a service that gives a list; else use { if: condition, go: …, else: … }.',
    manual:
      '`if_empty` looks at the list that a service gave and leads elsewhere when it has no entries. Here no service gives a list. Write it under `done` of such a service, or use a named condition.',
  },
})
