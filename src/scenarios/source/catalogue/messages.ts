import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about messages.yaml and the texts that campaigns send. */
export const MESSAGES_FINDINGS = defineFindings({
  'messages/one-provider': {
    severity: 'error',
    message: (facts: { channel: string; named: readonly string[] }) =>
      facts.named.length === 0
        ? `"${facts.channel}" does not say who carries its messages.`
        : `"${facts.channel}" names ${facts.named.join(' and ')}: one carries all messages.`,
    hint: (facts: { channel: string; known: readonly string[] }) =>
      `Write one of them: ${facts.known.join(', ')}; or take out "${facts.channel}", then messages become lines of a file.`,
    manual:
      'A channel of messages.yaml has exactly one provider. With two it would not be known by which a message has left, and whether it may be sent again.',
  },
  'messages/unknown-datum': {
    severity: 'error',
    message: (facts: { datum: string; scenario: string }) =>
      `A message of this campaign cannot say "${facts.datum}": "${facts.scenario}" gets no such datum.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}There are: ${facts.known.slice(0, 20).join(', ')}.`,
    manual:
      'A text of `messages/` names a datum that the scenario of a campaign which sends it does not get, so that its place would stay empty. Texts may name data of the scenario (`appointment.at`) and facts of the clinic (`clinic.phone`).',
  },
  'messages/many-parts': {
    severity: 'warning',
    message: (facts: { language: string; parts: number; most: number }) =>
      `In ${facts.language} this text takes about ${facts.parts} messages, more than ${facts.most}.`,
    hint: (facts: { foreign: readonly string[] }) =>
      facts.foreign.length === 0
        ? 'Shorten it: a message holds 160 signs, each part of a longer one 153.'
        : `Shorten it${facts.foreign.length > 6 ? '' : `, or write it without ${facts.foreign.join(' ')}`}: with signs that the alphabet of SMS lacks, a message holds 70 signs, each part of a longer one 67.`,
    manual:
      'A long SMS is sent, and paid for, in several parts. Texts in the plain alphabet of SMS (GSM-7) hold 160 signs, or 153 a part; one sign outside of it, such as ą, ł or any Cyrillic letter, and the whole text holds 70, or 67 a part. How many parts are too many stands in messages.yaml (`most_parts`). What a datum will take is reckoned by its type.',
  },
  'messages/unknown-service': {
    severity: 'error',
    message: (facts: { service: string; scenario: string }) =>
      `A reply cannot call "${facts.service}": "${facts.scenario}" uses no such service.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It uses: ${facts.known.join(', ') || 'none'}.`,
    manual:
      'What a reply does at the clinic is a service that the scenario of the campaign uses too, so that a reply and a call do the same. Correct the name.',
  },
  'messages/wrong-input': {
    severity: 'error',
    message: (facts: { service: string; input: string; isMissing: boolean }) =>
      facts.isMissing ? `"${facts.service}" needs "${facts.input}".` : `"${facts.service}" takes no "${facts.input}".`,
    hint: (facts: { known: readonly string[] }) => `It takes: ${facts.known.join(', ')}.`,
    manual:
      'A reply calls a service without an input that it needs, or with one that it does not take. The contract of the service (`services/NAME.yaml`) says what it takes.',
  },
  'messages/no-email': {
    severity: 'error',
    message: (facts: { scenario: string }) => `"${facts.scenario}" gets no address that an e-mail could be sent to.`,
    hint: () => 'Give the scenario a datum named email: gets: { patient: { email: text? } }; or send an SMS.',
    manual:
      'E-mails go to the datum named `email` that the scenario gets. The scenario gets none, so nothing would ever be sent.',
  },
  'messages/no-subject': {
    severity: 'error',
    message: (facts: { missing: readonly string[] }) => `As an e-mail this text has no subject in ${facts.missing.join(', ')}.`,
    hint: (facts: { missing: readonly string[] }) =>
      `Add it: subject: { ${facts.missing.map(language => `${language}: "…"`).join(', ')} }. Nothing about health: it is shown on locked screens.`,
    manual:
      'An e-mail without a subject is taken for unwanted mail, and not opened. A text of `messages/` that a campaign sends as an e-mail has a `subject` in every language that it has words in.',
  },
})
