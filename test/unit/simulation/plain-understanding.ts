import type { Heard, Understanding } from '../../../src/engine/call/index.ts'

const WEEKDAYS = ['niedziel', 'poniedział', 'wtor', 'środ', 'czwart', 'piąt', 'sobot']

/** Understands phrases of the lexicon as they stand, weekdays among the options, and nothing else. */
export const plainUnderstanding: Understanding = {
  hear(hypotheses, context): Heard {
    const text = hypotheses[0]?.text ?? ''
    const padded = ` ${text
      .toLowerCase()
      .replaceAll(/[^\p{L}]+/gu, ' ')
      .trim()} `
    const found: Heard['meanings'][number][] = []
    for (const [meaning, phrases] of Object.entries(context.scenario.lexicon[context.language] ?? {})) {
      for (const phrase of phrases) {
        const start = padded.indexOf(` ${phrase} `)
        if (start >= 0)
          found.push({ meaning, confidence: hypotheses[0]?.confidence ?? 1, start, end: start + phrase.length, because: phrase })
      }
    }
    // The longest phrase of a stretch wins: "nie dzwońcie do mnie" is no refusal.
    const meanings = found
      .filter(
        one =>
          !found.some(
            other =>
              other !== one && other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
          ),
      )
      .sort((a, b) => a.start - b.start)
    const values = (context.options?.values ?? []).flatMap((option, index) => {
      const day = WEEKDAYS[new Date(Number(option)).getUTCDay()] ?? ''
      return padded.includes(` ${day}`) ? [{ kind: 'option', value: index, confidence: 1, start: 0, end: 1 }] : []
    })
    return { text, meanings, values, noise: /^(hm|mhm|yyy)?$/.test(text.trim()) }
  },
}
