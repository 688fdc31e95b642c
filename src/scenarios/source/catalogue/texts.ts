import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about single texts: their form, and what a voice makes of them. */
export const TEXT_FINDINGS = defineFindings({
  'text/unbalanced-brace': {
    severity: 'error',
    message: (facts: { brace: string }) =>
      facts.brace === '{{' ? 'Two braces stand here where one is enough.' : `A "${facts.brace}" has no partner in this text.`,
    hint: () => 'A value stands between braces: {patient.name: full name}. Braces themselves cannot be spoken.',
    manual:
      'Braces enclose a value that is put into the text. One of them is open or closed without its partner. Add the missing one, or remove it: a brace is never spoken.',
  },
  'text/empty-placeholder': {
    severity: 'error',
    message: () => 'The braces are empty.',
    hint: () => 'Write the name of a datum between them: {appointment.at: day and time}.',
    manual:
      'Between the braces the name of a datum must stand, which is put in when the text is spoken. Here there is none. Write it, or remove the braces.',
  },
  'text/bad-path': {
    severity: 'error',
    message: (facts: { path: string }) => `"${facts.path}" cannot be the name of a datum.`,
    hint: () =>
      'Names are small letters, digits and underscores, parts are divided by dots: {appointment.at: day}. A format follows after a colon.',
    manual:
      'Names of data are written in small letters without accents, their parts divided by dots: `appointment.at`. What stands between the braces is no such name; often the colon before the format is missing.',
  },
  'text/unknown-format': {
    severity: 'error',
    message: (facts: { format: string }) => `There is no format "${facts.format}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Formats: ${facts.known.join(', ')}.`,
    manual:
      'After the colon stands the way in which a value is spoken: `day`, `time`, `day and time`, `first name`, `list of day`. This one is not known. The hint lists all of them.',
  },
  'text/bad-choice': {
    severity: 'error',
    message: (facts: { found: string }) => `This choice of words cannot be read: ${facts.found}.`,
    hint: () =>
      'Write {count, plural, one {…} few {…} many {…} other {…}} or {patient.name.gender, select, female {…} male {…} other {…}}.',
    manual:
      'Words that depend on a value are written `{value, plural, …}` for numbers or `{value, select, …}` for choices, then each case with its words in braces. Here the kind, a name of a case or a brace is not as it should be. Compare with the example in the hint.',
  },
  'text/missing-other': {
    severity: 'error',
    message: (facts: { choice: string }) => `${facts.choice} has no case "other".`,
    hint: () => 'Add other {…}: what is said when none of the cases fits.',
    manual:
      'A choice of words needs the case `other`: it is spoken when none of the named cases fits, for instance when the gender is not known. Without it the sentence would have a hole.',
  },
  'text/plural-category': {
    severity: 'warning',
    message: (facts: { missing: readonly string[]; language: string }) =>
      `In ${facts.language} the form ${facts.missing.join(', ')} is missing; for those numbers "other" is spoken, which sounds wrong.`,
    hint: (facts: { needed: readonly string[]; language: string }) => `${facts.language} has: ${facts.needed.join(', ')}.`,
    manual:
      'Languages have different forms for counted things: Polish says 1 wizyta (one), 2 wizyty (few), 5 wizyt (many). A form that is missing is replaced by `other`, and the caller hears a mistake. Add the missing forms.',
  },
  'text/plural-unknown': {
    severity: 'warning',
    message: (facts: { category: string; language: string }) =>
      `${facts.language} has no plural form "${facts.category}"; these words are never spoken.`,
    hint: (facts: { needed: readonly string[]; language: string }) =>
      `${facts.language} has: ${facts.needed.join(', ')}. For one exact number write =2.`,
    manual:
      'The named form does not exist in this language, so its words are never used. Often it was copied from another language. Remove it, or write the exact number: `=0 {…}`.',
  },
  'text/unknown-case': {
    severity: 'warning',
    message: (facts: { path: string; found: string }) =>
      `"${facts.path}" is never "${facts.found}"; these words are never spoken.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Possible: ${facts.known.join(', ')}.`,
    manual:
      'The choice of words has a case that the value can never have. Most often the case is misspelt, and then `other` is spoken in its place.',
  },
  'text/gendered': {
    severity: 'warning',
    message: (facts: { words: string }) => `"${facts.words}" takes the caller for a man or a woman, and nothing says which.`,
    hint: (facts: { example: string }) => facts.example,
    manual:
      'The text addresses the caller as a man or as a woman, or with a slash that no voice can speak. Unless the contact carries the gender, half of the callers are addressed wrongly. Find a neutral wording ("Czy termin jest aktualny?"), name both forms ("Pana lub Pani"), or choose by `{patient.name.gender, select, …}`.',
  },
  'text/digits': {
    severity: 'warning',
    message: (facts: { digits: string }) =>
      `"${facts.digits}" is written in digits; each voice reads them in its own way, often in the wrong grammatical form.`,
    hint: () => 'Write the number in words, or put it in as a value with a format: {appointment.at: time}.',
    manual:
      'Voices read digits by guessing: 8.30 may become "osiem kropka trzydzieści", 2 may get the wrong ending. Write numbers in words, or as values with a format, which the framework speaks correctly in each language. In `offer_keys` single digits are allowed, as names of keys.',
  },
  'text/abbreviation': {
    severity: 'warning',
    message: (facts: { found: string }) => `"${facts.found}" is an abbreviation; a voice spells it or stumbles.`,
    hint: (facts: { full: string | undefined }) =>
      facts.full === undefined ? 'Write the word in full.' : `Write "${facts.full}".`,
    manual:
      'A reader knows that "ul." means "ulica"; a voice reads what stands there, and takes the dot for the end of a sentence. Write the word in full.',
  },
  'text/symbol': {
    severity: 'warning',
    message: (facts: { found: string }) => `"${facts.found}" has no sound.`,
    hint: (facts: { found: string }) =>
      `Write it in words, or remove it.${/[[\]$<>]/.test(facts.found) ? ' A value stands in braces: {clinic.name}.' : ''}`,
    manual:
      'Signs such as %, &, /, @, * or an emoji are read in unforeseeable ways or not at all. Write the word that should be spoken.',
  },
  'text/web-address': {
    severity: 'warning',
    message: (facts: { found: string }) => `"${facts.found}" is an address that nobody can follow by ear.`,
    hint: () => 'Send it as an SMS, or say where to find it in words.',
    manual: 'A web or e-mail address spoken by a voice can neither be understood nor noted down. Offer to send it in a message.',
  },
  'text/capitals': {
    severity: 'info',
    message: (facts: { found: string }) => `"${facts.found}" in capitals may be spelled letter by letter.`,
    hint: () => 'Write it as a word, or as it is pronounced; leave it if it should be spelled.',
    manual:
      "Voices read a word in capitals letter by letter or as a word, each in its own way. If it should be spelled, leave it; if not, write it in small letters or as it is pronounced. A list of pronunciations belongs to the voice's settings.",
  },
  'text/mixed-script': {
    severity: 'error',
    message: (facts: { word: string }) => `"${facts.word}" mixes Latin and Cyrillic letters that look alike.`,
    hint: () => 'Write the word anew with one keyboard.',
    manual:
      "Latin and Cyrillic have letters that look the same (a, c, e, o, p, x). A word that mixes them looks right, but no voice can pronounce it and no caller's words match it. Delete the word and type it again with the right keyboard.",
  },
  'text/wrong-script': {
    severity: 'error',
    message: (facts: { language: string; letters: string }) =>
      `This is said to be ${facts.language}, but "${facts.letters}" is not written in its alphabet.`,
    hint: () => 'Is the text in the right language file?',
    manual:
      'The text is written in the alphabet of another language, or with letters that this language does not have (ы in Ukrainian, ї in Russian). Most often it stands in the wrong file, or was not translated. The voice of the language cannot read it.',
  },
})
