import * as z from 'zod'
import type { PhraseHint, RecognitionRequest } from '../provider.ts'

/** The first message of jambonz on a recogniser's socket, as it needs be. */
export interface Start {
  readonly request: RecognitionRequest
  /** `customOptions.options.providers` of voices.yaml. */
  readonly providers?: string
}

const hintShape = z.union([
  z.string().transform(phrase => ({ phrase })),
  z.object({ phrase: z.string(), boost: z.number().optional() }),
])
const languagesShape = z.union([
  z.string().transform(text => text.split(/[|,\s]+/).filter(one => one !== '')),
  z.array(z.string()),
])
const startShape = z.object({
  type: z.literal('start'),
  language: z.string().min(2).max(35),
  format: z.literal('raw').optional(),
  encoding: z.literal('LINEAR16').optional(),
  interimResults: z.boolean().optional(),
  sampleRateHz: z.number().int().min(8000).max(48_000).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
})

const MOST_HINTS = 500

/** Reads a `start`. Gives what is wrong with it in words. */
export function readStart(message: unknown): Start | string {
  const read = startShape.safeParse(message)
  if (!read.success) {
    const [issue] = read.error.issues
    return `start: ${issue?.path.join('.') || 'it'} is not as it must be`
  }
  const { language, interimResults = true, sampleRateHz = 8000, options = {} } = read.data
  const { hints, hintsBoost, callSid: _, providers, languages, ...rest } = options
  const others = languagesShape.safeParse(languages)
  return {
    request: {
      language,
      otherLanguages: others.success ? others.data.filter(one => one !== language) : [],
      sampleRate: sampleRateHz,
      hints: readHints(hints, hintsBoost),
      interim: interimResults,
      options: rest,
    },
    ...(typeof providers === 'string' && providers !== '' ? { providers } : {}),
  }
}

/** Hints come as a list, or as JSON in a text when they have boosts. Those that cannot be read are left out: they only help. */
function readHints(hints: unknown, boost: unknown): readonly PhraseHint[] {
  const list = typeof hints === 'string' ? parseList(hints) : hints
  if (!Array.isArray(list)) return []
  const common = typeof boost === 'number' && Number.isFinite(boost) ? { boost } : {}
  return list.slice(0, MOST_HINTS).flatMap((hint): PhraseHint[] => {
    const read = hintShape.safeParse(hint)
    return read.success && read.data.phrase.trim() !== '' ? [{ ...common, ...dropAbsent(read.data) }] : []
  })
}

function dropAbsent(hint: { phrase: string; boost?: number | undefined }): PhraseHint {
  return hint.boost === undefined ? { phrase: hint.phrase } : { phrase: hint.phrase, boost: hint.boost }
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
