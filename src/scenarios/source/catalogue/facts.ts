import { defineFindings } from './define.ts'
import { proposeWord } from './wording.ts'

/** Findings about facts.yaml and specialties.yaml: what the clinic says of itself. */
export const FACTS_FINDINGS = defineFindings({
  'facts/old': {
    severity: 'warning',
    message: (facts: { days: number }) => `For ${facts.days} days nobody has said that this is true.`,
    hint: () => 'See whether it still is, and write the day of today.',
    manual:
      '`verified` of a fact is the day on which somebody saw to it that it is true. Prices, hours and rules change, and callers believe what they hear: after 366 days, or as many as the setting TRUCADA_FACTS_OLD_AFTER says, it is time to look again. The fact is told all the same.',
  },
  'facts/not-translated': {
    severity: 'warning',
    message: (facts: { missing: readonly string[] }) =>
      `This is not said in ${facts.missing.join(', ')}, in which calls are held.`,
    hint: (facts: { missing: readonly string[] }) => `Add: ${facts.missing.map(language => `${language}: "…"`).join(', ')}.`,
    manual:
      'A fact of the clinic, or the name of a specialty, is not written in every language of the scenarios. Whoever calls in a language that is missing hears it in the first one that is there, which a voice of another language reads badly. Add the translation.',
  },
  'facts/unknown-topic': {
    severity: 'warning',
    message: (facts: { topic: string }) => `No step asks for facts of the topic "${facts.topic}".`,
    hint: (facts: { nearest: string | undefined; known: readonly string[] }) =>
      `${proposeWord(facts.nearest)}Topics that are asked for: ${facts.known.join(', ') || 'none yet'}.`,
    manual:
      'facts.yaml lists facts by topic, and a topic is asked for by a step that hands it over as `topic`, to `blocks/fact` or to the service `find_fact`, as the policy does for prices, places, hours, preparation, durations, results and the telephone. Nobody asks for this one, so it is never spoken. Correct the name, or add the step.',
  },
})
