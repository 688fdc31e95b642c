import * as z from 'zod'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import { readShape } from '../../scenarios/model/read-shape.ts'
import { createReading, joinFindings, type Reading } from '../../scenarios/model/reading.ts'
import { strictShape } from '../../scenarios/model/strict.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import { reportPart } from './report-voice-part.ts'
import { createVoices, type Pace, SLOW_RATE, type SomeVoices, TAGS, type Voice, type Voices } from './voices.ts'

const rateShape = z.string().regex(/^\d{2,3}%$/)
const paceShape = z.union([
  z.literal('none'),
  rateShape,
  z.strictObject({ rate: rateShape }),
  z.strictObject({ options: z.record(z.string(), z.unknown()) }),
])
const partShape = z.looseObject({ vendor: z.string().min(1).default('default') })
const voiceShape = strictShape({
  recognizer: partShape.optional(),
  synthesizer: partShape.optional(),
  speed: paceShape.optional(),
  slow: paceShape.optional(),
})
const languagesShape = z.partialRecord(z.enum(LANGUAGES), voiceShape)
const voicesShape = strictShape({
  voices: languagesShape,
  scenarios: z.record(z.string(), languagesShape).optional(),
})
type WrittenVoice = z.infer<typeof voiceShape>

/**
 * Reads `voices.yaml`: `voices: { pl: { recognizer: { vendor, … }, synthesizer: { vendor, voice, … }, speed: 95%, slow: 80% } }`, and under
 * `scenarios: { NAME: { pl: … } }` what is otherwise in one scenario's calls. Recognizer and synthesizer are jambonz's own objects
 * (docs.jambonz.org), checked by its own rules; `language` may be left out. A part with a fault is left out of the voices, so the default
 * of the application speaks.
 */
export function readVoices(
  text: string,
  file = 'voices.yaml',
): { readonly voices: Voices; readonly findings: readonly Finding[] } {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { voices: createVoices({}), findings }
  const reading = createReading(source)
  const shaped = readShape(reading, voicesShape, data, [], 'the file of voices').data
  const general = shaped?.voices ?? {}
  const voices = readLanguages(reading, ['voices'], general)
  const scenarios = new Map<string, SomeVoices>()
  for (const [name, written] of Object.entries(shaped?.scenarios ?? {}))
    scenarios.set(name, readLanguages(reading, ['scenarios', name], written, general))
  return { voices: createVoices(voices, scenarios), findings: joinFindings(findings, reading) }
}

type WrittenLanguages = z.infer<typeof languagesShape>

/** What a scenario leaves out is as it is in general. */
function readLanguages(
  reading: Reading,
  base: SourcePath,
  written: WrittenLanguages,
  general: WrittenLanguages = {},
): SomeVoices {
  const voices: Partial<Record<Language, Voice>> = {}
  for (const language of LANGUAGES) {
    const own = written[language]
    if (own !== undefined) voices[language] = readVoice(reading, [...base, language], language, own, general[language])
  }
  return voices
}

function readVoice(reading: Reading, base: SourcePath, language: Language, own: WrittenVoice, general: WrittenVoice = {}): Voice {
  const part = { vendor: 'default', language: TAGS[language] }
  const take = (name: 'recognizer' | 'synthesizer'): Voice['recognizer'] & Voice['synthesizer'] => {
    // What is general was checked in its own place.
    if (own[name] === undefined) return { ...part, ...general[name] }
    const value = { ...part, ...own[name] }
    return reportPart(reading, [...base, name], name, value, language) ? part : value
  }
  const { speed = general.speed, slow = general.slow } = own
  const normal = readPace(speed) ?? { kind: 'none' }
  return {
    recognizer: take('recognizer'),
    synthesizer: take('synthesizer'),
    normal,
    slow: readPace(slow) ?? slowDown(normal),
  }
}

function readPace(written: WrittenVoice['speed']): Pace | undefined {
  if (written === undefined) return undefined
  if (written === 'none') return { kind: 'none' }
  if (typeof written === 'string') return { kind: 'rate', rate: written }
  return 'rate' in written ? { kind: 'rate', rate: written.rate } : { kind: 'options', options: written.options }
}

/** Slower than usual, where the file does not say how slow. */
function slowDown(normal: Pace): Pace {
  if (normal.kind !== 'rate') return SLOW_RATE
  return { kind: 'rate', rate: `${Math.max(10, Math.round(Number.parseInt(normal.rate, 10) * 0.8))}%` }
}
