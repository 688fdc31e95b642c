import { defineFindings } from './define.ts'

/** Findings about what could harm a patient or break the law. */
export const SAFETY_FINDINGS = defineFindings({
  'safety/before-identity': {
    severity: 'error',
    message: (facts: { path: string }) =>
      `"${facts.path}" could be told to somebody else: a call can come here before blocks/identity has confirmed who is on the line.`,
    hint: () => 'Lead through the identity step first, on every way.',
    manual:
      'Whoever answers a telephone need not be the patient. Until `blocks/identity` has confirmed it, only the name and number of the patient may be spoken; that there is a visit, with whom and why, is health data. Some way leads here without the confirmation. Change the order of the steps.',
  },
  'safety/on-voicemail': {
    severity: 'error',
    message: (facts: { path: string }) => `"${facts.path}" would be left on a voicemail, where others can hear it.`,
    hint: () => 'Leave the name of the clinic and its number, nothing else.',
    manual:
      'A message on a voicemail, or words to a call screening, can be heard by anybody in the house. They may say who called and how to call back; visits, doctors, reasons and dates are health data. Remove the value from the text.',
  },
  'safety/in-message': {
    severity: 'warning',
    message: (facts: { path: string; channel: string }) =>
      `"${facts.path}" would stand in an ${facts.channel}, which others can read.`,
    hint: () => 'Day and time may stand there; say the rest on the telephone.',
    manual:
      'A message lies open on the screen of a telephone. A day, a time and the name of the clinic are usual; the specialty, the doctor, what the patient complained of or how to prepare tell about health. Leave them out unless the patient has agreed.',
  },
  'safety/no-consent': {
    severity: 'error',
    message: (facts: { service: string }) =>
      `The service ${facts.service} changes something at the clinic, and a call can come here without the caller having answered anything.`,
    hint: () => 'Ask first: a question with answers or keys, or a value with confirm: always.',
    manual:
      'The contract of the service says that it has side effects: it books, cancels, sends, records. Some way leads to it on which the caller was never asked, for instance by silence or a voicemail. A visit could be cancelled that nobody wanted to cancel. Ask first, on every way.',
  },
  'safety/no-disclosure': {
    severity: 'error',
    message: (facts: { language: string }) =>
      `The first words of the call do not say, in ${facts.language}, that a robot is speaking.`,
    hint: (facts: { words: readonly string[] }) => `Say it with one of: ${facts.words.join(', ')}.`,
    manual:
      'People must be told at once that they talk to a machine (in the European Union by Article 50 of the AI Act). The first line that is spoken in a call must say so in each language and each variant. Add it: "Dzień dobry, tu automatyczny asystent przychodni…".',
  },
  'safety/muted': {
    severity: 'error',
    message: (facts: { name: string }) => `"${facts.name}" must work in every step and cannot be changed or muted.`,
    hint: () => 'Remove the line; what it does is said in the policy.',
    manual:
      'Reaching a person (`operator`), forbidding further calls (`stop_calling`) and the help in an emergency (`emergency`) work in every step in the same way, whatever a scenario says. A step cannot take them over. Remove the line; if the policy does not suit, change it there for all.',
  },
})
