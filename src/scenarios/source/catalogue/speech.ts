import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

function listKeys(keys: readonly string[]): string {
  return keys.length <= 12 ? keys.join(', ') : `${keys.slice(0, 10).join(', ')} and ${keys.length - 10} more`
}

/** Findings about how a conversation sounds: length, options, words that people say, lines that repeat. */
export const SPEECH_FINDINGS = defineFindings({
  'speech/long-prompt': {
    severity: 'warning',
    message: (facts: { seconds: number; most: number; language: string }) =>
      `In ${facts.language} this takes about ${facts.seconds} seconds before the caller may answer; more than ${facts.most} is too long for a telephone.`,
    hint: () => 'Say less, or divide it: one thing, then the question.',
    manual:
      'On the telephone nobody remembers the beginning of a long sentence; people interrupt or hang up. Say only what is needed to answer the question, and put the rest into a step of its own or into an SMS.',
  },
  'speech/many-options': {
    severity: 'warning',
    message: (facts: { count: number }) => `The question offers ${facts.count} answers and no keys.`,
    hint: () => 'Add keys: { 1: … } with offer_keys, or divide the question in two.',
    manual:
      'By ear one can choose among three things, hardly among more. Whoever is not understood should at least be able to press a key. Add `keys` and a text `offer_keys`, or ask in two steps.',
  },
  'speech/keys-not-offered': {
    severity: 'warning',
    message: () => 'The step has keys, but no text tells the caller which.',
    hint: () => 'Add offer_keys: "Aby przełożyć, naciśnij 1…".',
    manual:
      'After several misunderstandings the ladder offers keys. What it says then stands in `offer_keys` of the step; without it the keys work, but nobody knows of them. Add the text.',
  },
  'speech/same-phrase': {
    severity: 'error',
    message: (facts: { phrase: string; first: string; second: string; language: string }) =>
      `Whoever says "${facts.phrase}" (${facts.language}) could mean "${facts.first}" or "${facts.second}", and both are answers here.`,
    hint: (facts: { code: string }) =>
      `Give the phrase to one of them in words of the step, take it from the other in lexicon/${facts.code}.yaml, or ask otherwise.`,
    manual:
      'Two answers of one question are expressed by the same words, so the robot could not know which is meant. Give the phrase to one of the two in `words` of the step, which go before the lexicon, take it from one of the two meanings, or ask the question so that the answers differ.',
  },
  'speech/anytime-phrase': {
    severity: 'warning',
    message: (facts: { phrase: string; answer: string; anytime: string; language: string; winner: string }) =>
      `"${facts.phrase}" (${facts.language}) is the answer "${facts.answer}" here and also "${facts.anytime}", which works anytime; "${facts.winner}" wins.`,
    hint: () => 'Take the phrase from one of the two, or override the anytime entry in this step.',
    manual:
      'An answer of this question and something that works anytime are expressed by the same words. The answer of the step wins, unless the policy lists the other one under `absolute`. If that is not what you want, take the phrase from one of them.',
  },
  'speech/alike': {
    severity: 'info',
    message: (facts: { phrase: string; first: string; other: string; second: string; language: string; isAnytime: boolean }) =>
      `"${facts.phrase}" ("${facts.first}") sounds like "${facts.other}" ("${facts.second}"${facts.isAnytime ? ', which works anytime' : ''}) in ${facts.language}.`,
    hint: () => 'Say one of the two otherwise, or ask so that they do not compete.',
    manual:
      'Two answers of a question, or an answer and something that works anytime, have phrases that a telephone hardly tells apart: they are the same without courtesy ("please") and diacritics, or differ by one letter in five or more. Where a caller says one of them badly, or recognition slips, the robot may take it for the other. Replace one of the phrases by a longer or quite different one, or ask the question so that the answers differ. A pair of phrases from the lexicon is told of once, at the first question where it matters.',
  },
  'speech/same-line': {
    severity: 'warning',
    message: (facts: { step: string }) => `The step "${facts.step}", which comes next, says the very same line.`,
    hint: () => 'Change one of them, or lead past it.',
    manual:
      'Two steps that follow one another say the same words, and the caller hears them twice. Remove one of them, or word it differently.',
  },
  'speech/ladder-same-line': {
    severity: 'warning',
    message: (facts: { ladder: string }) =>
      `In the ladder "${facts.ladder}" two rungs in a row say the same line, in its only variant.`,
    hint: () => 'Word the second one differently, or give variants.',
    manual:
      'Whoever was silent or not understood twice hears the same sentence twice, like a broken record. Word each rung differently, or give several variants.',
  },
  'speech/rephrase-same': {
    severity: 'warning',
    message: (facts: { key: string }) => `"${facts.key}" is word for word the question itself.`,
    hint: () => 'Say it shorter or in other words, or leave the key out.',
    manual:
      'The short form (`again`) and the other wording (`rephrase`) exist so that a caller who did not understand hears something else. Repeating the same words seldom helps.',
  },
  'lexicon/empty-phrase': {
    severity: 'error',
    message: (facts: { meaning: string }) => `A phrase of "${facts.meaning}" has no letters.`,
    hint: () => 'Remove it.',
    manual: 'An empty phrase would fit everything that callers say, so they would always be taken to mean this. Remove the line.',
  },
  'lexicon/same-phrase': {
    severity: 'info',
    message: (facts: { phrase: string; meanings: readonly string[] }) =>
      `"${facts.phrase}" stands under ${facts.meanings.join(' and ')}.`,
    hint: () => 'That is fine as long as no question has both as answers.',
    manual:
      'One phrase expresses several meanings. That is natural ("nie" may decline or deny) and harmless as long as no question has both of them as answers; where one does, a finding of its own says so.',
  },
  'lexicon/duplicate-phrase': {
    severity: 'info',
    message: (facts: { phrase: string; meaning: string }) => `"${facts.phrase}" stands twice under "${facts.meaning}".`,
    hint: () => 'Remove one of them. Capitals and marks do not count.',
    manual: 'The same phrase is listed twice for one meaning; capital letters and punctuation make no difference. Remove one.',
  },
  'lexicon/imbalance': {
    severity: 'info',
    message: (facts: { meaning: string; count: number; usual: number; others: number }) =>
      `"${facts.meaning}" has ${facts.count} phrases here and ${facts.others === 1 ? `${facts.usual} in the other language` : `${facts.usual} or more in most other languages`}.`,
    hint: () => 'Callers of this language will be understood less often; add what they say.',
    manual:
      'In this language the meaning has far fewer phrases than is usual in the others (their median), so its speakers are understood less often. Add the ways in which they say it.',
  },
  'lexicon/missing-meaning': {
    severity: 'warning',
    message: (facts: { meaning: string; language: string; others: readonly string[] }) =>
      `"${facts.meaning}" has no phrases in ${facts.language}, but has in ${facts.others.join(', ')}.`,
    hint: (facts: { meaning: string }) => `Add under meanings: ${facts.meaning}, with what people say.`,
    manual:
      'The core meanings (yes, no, the wish for a person, the wish to be called no more, danger to life and so on) may come up in every call. The lexicons of other languages know this one, and this one does not: its speakers are not understood when they say it, in whatever scenario. Add the meaning with its phrases.',
  },
  'language/no-file': {
    severity: 'error',
    message: (facts: { scenario: string; language: string; of: string }) =>
      `${facts.scenario} is spoken in ${facts.language}, but ${facts.of === facts.scenario ? '' : `${facts.of}, which it is made of, `}has no texts in it.`,
    hint: (facts: { file: string; language: string; of: string; code: string }) =>
      `"trucada texts ${facts.of} --lang ${facts.code} --skeleton" begins the file ${facts.file}; or remove ${facts.language} here.`,
    manual:
      'A scenario promises a language under `also`; then each of its texts, and those of its blocks and its policy, must be there in that language. The whole file is missing. Write it, or remove the language; other scenarios are called meanwhile.',
  },
  'language/missing-text': {
    severity: 'error',
    message: (facts: { keys: readonly string[]; language: string }) =>
      facts.keys.length === 1
        ? `The text "${facts.keys[0]}" is missing in ${facts.language}.`
        : `${facts.keys.length} texts are missing in ${facts.language}: ${listKeys(facts.keys)}.`,
    hint: (facts: { keys: readonly string[]; isMarked?: boolean; written?: string; document: string; code: string }) => {
      if (facts.written !== undefined) return `If "${facts.written}" is meant for it, write ${facts.keys[0]}.`
      if (facts.isMarked === true) return 'Write over each "…" what callers are to hear.'
      if (facts.keys.length === 1) return `Add under texts: ${facts.keys[0]}: "…"`
      return `"trucada texts ${facts.document} --lang ${facts.code} --skeleton" writes their names into the file, to be filled in.`
    },
    manual:
      'Each text of the document must be there in each language of the scenario; a caller must not suddenly hear another language. Add the translations under these keys. A text that is only marked (`"…"`) by `trucada texts --skeleton` is missing too.',
  },
  'language/stale-text': {
    severity: 'warning',
    message: (facts: { key: string }) => `The text "${facts.key}" was translated from an older wording.`,
    hint: (facts: { key: string; document: string; code: string }) =>
      `Read both. Where they say the same: trucada texts ${facts.document} --lang ${facts.code} --accept --key ${facts.key}`,
    manual:
      'Beside each translation the file keeps a short mark (hash) of the text that was translated. The text has changed since. Compare the two and change the translation where needed; `trucada texts --accept` puts in the new mark.',
  },
  'language/same-text': {
    severity: 'warning',
    message: (facts: { key: string; language: string; base: string }) =>
      `"${facts.key}" says in ${facts.language} word for word what it says in ${facts.base}.`,
    hint: () => 'Translate it.',
    manual:
      'The text of the language file is the same as the original. It was copied and not translated, as happens when a file is begun from another one; callers would hear the wrong language in the middle of a call.',
  },
  'language/unknown-key': {
    severity: 'warning',
    message: (facts: { key: string; of: string }) => `${facts.of} has no text "${facts.key}".`,
    hint: (facts: { nearest: string | undefined }) =>
      facts.nearest === undefined ? 'Remove it.' : `Did you mean "${facts.nearest}"?`,
    manual:
      'The language file has a text for a step or part that the document does not have, so it is never spoken. The step was renamed or removed, or the key is misspelt.',
  },
  'language/missing-fact': {
    severity: 'warning',
    message: (facts: { fact: string; language: string }) => `The clinic's "${facts.fact}" is not said in ${facts.language}.`,
    hint: (facts: { fact: string; words: string }) => `Add under clinic: ${facts.fact}: "…", for "${facts.words}".`,
    manual:
      'A fact of the clinic stands in the words of the policy’s own language, and a voice of another language cannot read them. Say it in this language under `clinic` of the language file; a name that is the same in both is repeated there.',
  },
  'language/unknown-fact': {
    severity: 'error',
    message: (facts: { fact: string }) => `The policy has no fact "${facts.fact}" of the clinic.`,
    hint: (facts: { nearest: string | undefined }) =>
      `${proposeWord(facts.nearest)}Only facts under clinic of the policy can be said in other words.`,
    manual:
      'Under `clinic` a language file says the facts of the policy beside which it lies in its own language. The fact named is not among them, or the file belongs to a scenario or block, which have none.',
  },
  'language/placeholder-mismatch': {
    severity: 'error',
    message: (facts: { key: string; missing: readonly string[]; extra: readonly string[] }) =>
      `In "${facts.key}" the translation ${[facts.missing.length > 0 ? `lacks ${facts.missing.join(', ')}` : '', facts.extra.length > 0 ? `adds ${facts.extra.join(', ')}` : ''].filter(part => part !== '').join(' and ')}.`,
    hint: () => 'A translation must speak the same values as the original; their order and format may differ.',
    manual:
      'The original speaks a value, say the date, and the translation does not, or the other way round. Callers of one language would not learn what the others are told. Put the same values in both.',
  },
  'language/no-lexicon': {
    severity: 'error',
    message: (facts: { language: string }) =>
      `There is no lexicon for ${facts.language}, so nobody who speaks it would be understood.`,
    hint: (facts: { code: string }) => `Write the file lexicon/${facts.code}.yaml.`,
    manual: 'The scenario is spoken in this language, but no file says how people express their answers in it. Add the lexicon.',
  },
  'language/no-words': {
    severity: 'error',
    message: (facts: { meaning: string; language: string }) => `In ${facts.language} there are no words for "${facts.meaning}".`,
    hint: (facts: { meaning: string; code: string }) =>
      `Add "${facts.meaning}" to lexicon/${facts.code}.yaml, or words for this step to the language file.`,
    manual:
      'The answer is known in other languages, but in this one no phrase expresses it, so its speakers cannot give it. Add the meaning to the lexicon of this language.',
  },
  'language/unknown-words': {
    severity: 'warning',
    message: (facts: { step: string; meaning: string | undefined }) =>
      facts.meaning === undefined
        ? `There are words for a step "${facts.step}", which does not exist.`
        : `There are words for "${facts.meaning}", which is no answer of the step "${facts.step}".`,
    hint: (facts: { nearest: string | undefined }) => proposeWord(facts.nearest).trim() || 'Remove them.',
    manual:
      'Under `words` stand additional phrases for the answers of a step. The step or the answer does not exist, so the phrases have no effect. Correct the name.',
  },
})
