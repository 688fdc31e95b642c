import { defineFindings } from './define.ts'

/** Findings about simulation files. */
export const SIMULATION_FINDINGS = defineFindings({
  'simulation/one-thing-a-line': {
    severity: 'error',
    message: (facts: { verbs: readonly string[] }) =>
      facts.verbs.length === 0
        ? 'This line of the call says nothing that can happen.'
        : `This line says several things at once: ${facts.verbs.join(', ')}.`,
    hint: (facts: { permitted: readonly string[] }) =>
      `Write one of: ${facts.permitted.join(', ')}. What happens next is a line of its own.`,
    manual:
      'A call in a simulation is a list, and each line is one thing that happens: the bot says something (`bot: visit`) or the caller does (`says: agree`, `keys: "1"`, `silent: 6s`, `hangs_up: true`). With two in one line it would not be clear which comes first. Make two lines.',
  },
  'simulation/unknown-form': {
    severity: 'error',
    message: (facts: { form: string }) => `"${facts.form}" is not a form of a prompt.`,
    hint: (facts: { permitted: readonly string[] }) =>
      `After the slash stands one of: ${facts.permitted.join(', ')}. Without a slash the question is meant as it is first or again asked.`,
    manual:
      'A step speaks in several forms: the question itself, its short form when it is asked again, the repetition after silence, the rephrased question, the offer of keys, the read-back. `bot: visit / repeat` demands one of them. The word after the slash is none of these.',
  },
  'simulation/unclear-saying': {
    severity: 'error',
    message: () => 'It is not clear what the caller says here.',
    hint: (facts: { options: readonly string[] }) =>
      `Write says: agree (a meaning), says: "words", says: { agree: "words" }, says: { pl: "…", uk: "…" }, or add to one of these: ${facts.options.join(', ')}.`,
    manual:
      'After `says` stands a meaning (`agree`: a phrase of the lexicon is chosen), words (`"tak, oczywiście"`), or a meaning with the words that must be understood as it (`{ move: "przełóżmy to" }`). Beside one of these may stand what the recogniser does: `confidence`, `late`, `final_twice`, `partial_only`. Here are two of them, or none.',
  },
  'simulation/unknown-scenario': {
    severity: 'error',
    message: (facts: { scenario: string }) => `There is no scenario "${facts.scenario}" that could be called.`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined ? 'A scenario with errors cannot be called either.' : `Did you mean "${facts.nearest}"?`,
    manual:
      'A simulation calls one scenario by its name. There is none of this name, or it has errors and could not be compiled. Correct the name, or the scenario first.',
  },
  'simulation/unknown-step': {
    severity: 'error',
    message: (facts: { step: string }) => `The scenario has no step "${facts.step}".`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined
        ? 'A step inside a block is written with the step that uses it: identity.hello.'
        : `Did you mean "${facts.nearest}"?`,
    manual:
      'After `bot:` stands the step that speaks: `visit`, with the step that uses a block before it (`identity.hello`), or `anytime.who_is_it` for what the policy answers at any moment. The scenario has no such step, so the line could never come true.',
  },
  'simulation/unknown-service': {
    severity: 'error',
    message: (facts: { service: string }) => `The scenario calls no service "${facts.service}".`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined ? undefined : `Did you mean "${facts.nearest}"?`,
    manual:
      'A simulation says how services of the clinic answer, and which were called. The scenario never calls a service of this name, so the line has no effect: it is most often misspelt.',
  },
  'simulation/unknown-outcome': {
    severity: 'error',
    message: (facts: { outcome: string }) => `The scenario has no outcome "${facts.outcome}".`,
    hint: (facts: { nearest: string | undefined; permitted: readonly string[] }) =>
      `${facts.nearest === undefined ? '' : `Did you mean "${facts.nearest}"? `}It has: ${facts.permitted.join(', ')}, and hung_up, hung_up_early.`,
    manual:
      'The outcome that the simulation expects is not among those that the scenario `gives`, so the call could never end with it. Correct the name.',
  },
  'simulation/bad-contact': {
    severity: 'error',
    message: (facts: { field: string; problem: string }) => `The contact would be refused: ${facts.field}: ${facts.problem}`,
    hint: (facts: { advice: string | undefined }) => facts.advice,
    manual:
      'The `contact` of a simulation is read exactly as a row of a campaign: it must carry what the scenario `gets`, each field in its type. A row like this would be refused before dialling. Add or correct the field.',
  },
  'simulation/bad-value': {
    severity: 'error',
    message: (facts: { field: string; problem: string }) => `This value is not of its type: ${facts.field}: ${facts.problem}`,
    hint: (facts: { advice: string | undefined }) => facts.advice,
    manual:
      "What a service gives and what the call is expected to give have the types of the service's contract and of the scenario's `gives`. A moment is written as local time at the clinic: `2026-05-07T09:00`. Correct the value.",
  },
})
