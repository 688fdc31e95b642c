import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about voices.yaml: who recognises and who speaks. */
export const VOICES_FINDINGS = defineFindings({
  'voices/half-fallback': {
    severity: 'error',
    message: (facts: { missing: readonly string[] }) =>
      `The fallback is only half there: ${facts.missing.join(' and ')} ${facts.missing.length === 1 ? 'is' : 'are'} missing.`,
    hint: () => 'A fallback of jambonz needs its vendor and language, and a synthesizer its voice too.',
    manual:
      'When a vendor of speech fails, jambonz goes on with the fallback. What is missing of it is not taken over from the first vendor: jambonz takes it for "none", and the call would be deaf or mute just when it matters. Add the missing keys, or leave the whole fallback out.',
  },
  'voices/other-language': {
    severity: 'warning',
    message: (facts: { found: string; expected: string }) =>
      `This speaks "${facts.found}", and stands under "${facts.expected}".`,
    hint: (facts: { usual: string }) => `Usually: language: ${facts.usual}`,
    manual:
      'The recogniser or voice of a language is set to another language: callers would not be understood, or would hear their language read out with the sounds of another. It is most often a line copied from above. Correct it, or leave `language` out: then it is the usual one.',
  },
  'voices/unknown-provider': {
    severity: 'warning',
    message: (facts: { provider: string }) => `No provider of speech that comes with trucada is called "${facts.provider}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}They are: ${facts.known.join(', ')}. A provider of your own may have any name.`,
    manual:
      "A voice of the vendor `custom:trucada` is written as provider:name, as in `azure:pl-PL-ZofiaNeural|espeak`. This provider is none of those that come with trucada. If it is one of your own, registered by your own program, all is well; else the voice is skipped, or nobody speaks at all. Where it is a voice's name, write its provider before it.",
  },
  'voices/unknown-scenario': {
    severity: 'error',
    message: (facts: { scenario: string }) => `voices.yaml has voices for "${facts.scenario}", and there is no such scenario.`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Scenarios are: ${facts.known.join(', ') || 'none yet'}.`,
    manual:
      'Under `scenarios`, voices.yaml says what is otherwise in the calls of one scenario, and there is none of this name: the voices would never be used. Correct the name, or remove the entry.',
  },
})
