import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about campaign files and the rules of countries. */
export const CAMPAIGN_FINDINGS = defineFindings({
  'campaign/unknown-scenario': {
    severity: 'error',
    message: (facts: { scenario: string }) => `There is no scenario "${facts.scenario}" for this campaign to hold.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Scenarios are: ${facts.known.join(', ') || 'none yet'}.`,
    manual: 'The campaign names a scenario that is not there, so no call could be held. Correct the name, or add the scenario.',
  },
  'campaign/unknown-language': {
    severity: 'error',
    message: (facts: { scenario: string; language: string }) => `"${facts.scenario}" does not speak "${facts.language}".`,
    hint: (facts: { known: readonly string[] }) => `It speaks: ${facts.known.join(', ')}.`,
    manual:
      'The campaign calls in a language in which its scenario is not written. Name a language of the scenario, or translate it and add the language under `also`.',
  },
  'campaign/unknown-datum': {
    severity: 'error',
    message: (facts: { datum: string; scenario: string }) => `"${facts.scenario}" gets no datum "${facts.datum}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}It gets: ${facts.known.slice(0, 20).join(', ')}.`,
    manual:
      'A deadline, a column or the language names a datum that the scenario does not get (`gets`). Write the path as in the scenario: `appointment.at`. Data of the contact itself begin with `contact.`: id, phone, language, zone, priority, consent.',
  },
  'campaign/deadline-no-moment': {
    severity: 'error',
    message: (facts: { datum: string; type: string }) =>
      `A deadline cannot be reckoned from "${facts.datum}", which is ${facts.type}.`,
    hint: () => 'Name a datum of type moment or date, or a local time such as 2026-05-31T18:00.',
    manual: 'A deadline is reckoned from a moment or a date of the scenario. The datum that is named is of another type.',
  },
  'campaign/no-phone': {
    severity: 'error',
    message: (facts: { scenario: string }) => `"${facts.scenario}" gets no telephone number, so nobody could be called.`,
    hint: () => 'Give the scenario a datum of type phone: gets: { patient: { name: person, phone: phone } }.',
    manual:
      'Campaigns call the first datum of type `phone` that their scenario gets. The scenario gets none: it is meant for those who call, or the datum has another type.',
  },
  'campaign/unknown-country': {
    severity: 'error',
    message: (facts: { country: string }) => `There are no rules of a country "${facts.country}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}There are: ${facts.known.join(', ') || 'none'}.`,
    manual:
      'What the law allows is looked up in `countries/`, and there is no file of this country. Without rules nobody is called. Correct the name, or write the file after the pattern of the others.',
  },
  'campaign/no-country': {
    severity: 'error',
    message: (facts: { from: string }) =>
      `No country's rules are known for ${facts.from}, so it is not known what the law allows.`,
    hint: (facts: { known: readonly string[] }) =>
      `Say whose law holds: country: ${facts.known[0] ?? 'PL'}. There are: ${facts.known.join(', ')}.`,
    manual:
      'Without `country` the law is that of the caller number, and there is no file of its country. Name the country, or write its file in `countries/`.',
  },
  'campaign/forbidden': {
    severity: 'error',
    message: (facts: { purpose: string; country: string }) =>
      `The law of ${facts.country} lets no robot call for "${facts.purpose}".`,
    hint: () => 'Have people call, or write to those who agreed to it.',
    manual:
      'The rules of the country forbid calls of a robot for this purpose, even with consent. The file of the country names the law that it rests on.',
  },
  'campaign/never-open': {
    severity: 'error',
    message: (facts: { purpose: string; country: string }) =>
      `At none of these hours may anybody be called: the law of ${facts.country} allows others for "${facts.purpose}".`,
    hint: () => 'See the hours of the purpose in the file of the country, and choose from them.',
    manual:
      'The hours of the campaign and those that the law allows for its purpose have nothing in common, so nobody would ever be called.',
  },
  'campaign/unknown-agents': {
    severity: 'error',
    message: (facts: { agents: string; nearest: string | undefined; known: readonly string[] }) =>
      `lines.yaml has no transfer "${facts.agents}", so nobody takes the calls of this campaign.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Its transfers are: ${facts.known.join(', ') || 'none yet'}.`,
    manual:
      'With `mode: progressive` and `mode: preview` a campaign calls only as many people as its `agents` can take: telephones of a transfer of this name in lines.yaml. Without it there are none, and nobody is called. Where there is no lines.yaml at all, nothing is said.',
  },
  'campaign/outside-law': {
    severity: 'warning',
    message: (facts: { country: string; days: readonly string[] }) =>
      `On ${facts.days.join(', ')} these hours go beyond what the law of ${facts.country} allows.`,
    hint: (facts: { days: readonly string[]; hours: string }) =>
      `Allowed on ${facts.days[0] ?? ''}: ${facts.hours}. Outside it nobody is called.`,
    manual:
      'The campaign would call at hours at which the rules of the country forbid it. Nobody is called then, so the campaign has fewer hours than it seems. Narrow them to what is allowed.',
  },
  'campaign/bad-rule': {
    severity: 'error',
    message: (facts: { found: string }) => `"${facts.found}" is no rule for what follows an attempt.`,
    hint: (facts: { rules: string }) => `Write ${facts.rules}.`,
    manual:
      'What follows an attempt that did not reach the person is said in a few fixed words: `after 15 min`, `another part of the day`, `another day`, `worklist`, `finish`, with `, not counted` after it where the attempt should use up none. A call back is `at that time, within 5 min`.',
  },
  'campaign/idle-limit': {
    severity: 'warning',
    message: (facts: { key: string; limit: number; total: number }) =>
      `"${facts.key}" allows ${facts.limit} calls, and there are never more than ${facts.total}.`,
    hint: (facts: { total: number }) => `Lower it, or raise total above ${facts.total}.`,
    manual: 'A limit for a day or a week is higher than the number of attempts in all, so it limits nothing.',
  },
  'campaign/bad-deadline': {
    severity: 'error',
    message: (facts: { found: string }) => `"${facts.found}" is no deadline.`,
    hint: () => 'Write a datum and a period: appointment.at - 12h; or a local time: 2026-05-31T18:00.',
    manual: 'A deadline is a datum of the scenario with a period before or after it, or one local time for all contacts.',
  },
  'campaign/bad-span': {
    severity: 'error',
    message: (facts: { found: string }) => `"${facts.found}" does not say from when to when.`,
    hint: () => 'Write two periods, the shorter first: 1 day to 3 days.',
    manual: 'Visits are chosen by when they begin, counted from now: `1 day to 3 days` are those from tomorrow to the third day.',
  },
  'campaign/two-sources': {
    severity: 'error',
    message: () => 'Contacts come from one source: a list, visits, recalls, or who asks to be called.',
    hint: () => 'Leave one of "file", "visits" and "recalls".',
    manual: 'A campaign has one source of contacts. Make two campaigns, or import the list by hand as well.',
  },
  'campaign/callback-needs': {
    severity: 'error',
    message: (facts: { scenario: string; needed: readonly string[] }) =>
      `"${facts.scenario}" needs ${facts.needed.join(', ')}, which nobody knows of who asks to be called.`,
    hint: (facts: { needed: readonly string[] }) =>
      `Let it do without: ${facts.needed[0] ?? ''} with "?" after its type, and ask in the call.`,
    manual:
      'A campaign that calls people back knows their number, and of some a name. Its scenario gets nothing else that it could not do without: make other data optional, and let the call ask for them.',
  },
  'campaign/clinic-needs': {
    severity: 'error',
    message: (facts: { scenario: string; needed: readonly string[] }) =>
      `"${facts.scenario}" needs ${facts.needed.join(', ')}, which the clinic's system does not tell of a visit.`,
    hint: (facts: { needed: readonly string[] }) =>
      `Name it as the clinic's system does (appointment.at, appointment.doctor…), or let it do without: ${facts.needed[0] ?? ''} with "?" after its type.`,
    manual:
      'A campaign with `contacts: { from: clinic }` gives its scenario the patient (first person, telephone and birth date that it gets) and the visit as `appointment`: `id`, `at`, `doctor`, `specialty`, `place`, `program`, `prep`. What else the scenario gets must be optional.',
  },
  'campaign/callback-deadline': {
    severity: 'error',
    message: () => 'Callbacks have their own deadline.',
    hint: () => 'Take "deadline" out; say how soon with contacts: { from: callbacks, within: 1h }.',
    manual:
      'Each callback is to be reached within a time from when it was asked for (`within`). A deadline for all of them contradicts that.',
  },
  'campaign/two-messages': {
    severity: 'error',
    message: () => 'One message goes before the call, not two.',
    hint: () => 'Keep the SMS or the e-mail.',
    manual:
      'Before a call one message is sent and its answer waited for: choose the channel that the people of this list rather answer.',
  },
  'campaign/shares': {
    severity: 'error',
    message: (facts: { sum: number }) => `The shares of the variants make ${facts.sum} %, not 100 %.`,
    hint: () => 'Give every contact its variant: shares make 100 % together.',
    manual: 'Each contact belongs to exactly one variant, so their shares make 100 % together.',
  },
  'campaign/unknown-message': {
    severity: 'error',
    message: (facts: { message: string }) => `There is no message "${facts.message}".`,
    hint: (facts: { message: string; nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}Else write it in messages/${facts.message}.yaml.`,
    manual:
      'The campaign sends a message whose text is not there. Correct the name, or write `messages/NAME.yaml` beside the campaign.',
  },
  'campaign/untranslated-message': {
    severity: 'warning',
    message: (facts: { message: string; missing: readonly string[] }) =>
      `The message "${facts.message}" has no words in ${facts.missing.join(', ')}.`,
    hint: () => 'Add them: contacts of these languages get no message.',
    manual:
      'The scenario of the campaign speaks a language in which the message is not written. Contacts of this language are sent nothing.',
  },
  'country/unknown-source': {
    severity: 'error',
    message: (facts: { name: string }) => `"sources" lists no "${facts.name}".`,
    hint: (facts: { known: readonly string[] }) => `It lists: ${facts.known.join(', ') || 'nothing'}.`,
    manual:
      'Every rule of a country rests on a source that the file names with its title. The source that this rule names is not listed.',
  },
  'country/bad-feast': {
    severity: 'error',
    message: (facts: { name: string }) => `It is not clear when "${facts.name}" is.`,
    hint: () => 'Write date: 12-25, or easter: western with days: 1.',
    manual:
      'A feast is either the same date every year (`date`) or so many days from an Easter (`easter`, `days`), not both and not neither.',
  },
})
