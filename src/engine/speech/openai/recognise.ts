import type { OpenAI } from 'openai'
import { splitUtterances } from '../audio/utterances.ts'
import { makeWavHeader } from '../audio/wav.ts'
import type { AudioChunk, RecognitionRequest, Recognised } from '../provider.ts'
import { untilAborted } from '../until-aborted.ts'
import { readFault } from './fault.ts'
import { readRules } from './read-rules.ts'

/** The model reads no more of a prompt than a few hundred tokens. */
const MOST_HINT_LETTERS = 800

/** Recognises utterance by utterance until the audio ends. */
export async function* recognise(
  client: OpenAI,
  model: string,
  request: RecognitionRequest,
  audio: AsyncIterable<AudioChunk>,
  signal: AbortSignal,
): AsyncIterable<Recognised> {
  for await (const utterance of splitUtterances(untilAborted(audio, signal), request.sampleRate, readRules(request)))
    yield* transcribe(client, model, request, utterance, signal)
}

async function* transcribe(
  client: OpenAI,
  model: string,
  { language, otherLanguages, sampleRate, hints, interim }: RecognitionRequest,
  utterance: Uint8Array,
  signal: AbortSignal,
): AsyncIterable<Recognised> {
  const wav = Buffer.concat([makeWavHeader(sampleRate, utterance.length), utterance])
  const file = new File([wav], 'utterance.wav', {
    type: 'audio/wav',
  })
  const prompt = joinHints(hints.map(({ phrase }) => phrase))
  // Told one language, it hears that one in whatever is said.
  const known = otherLanguages.length > 0 ? {} : { language: language.slice(0, 2).toLowerCase() }
  try {
    const events = await client.audio.transcriptions.create(
      {
        file,
        model,
        ...known,
        ...(prompt === '' ? {} : { prompt }),
        response_format: 'json',
        stream: true,
        include: ['logprobs'],
      },
      { signal },
    )
    let text = ''
    for await (const event of events) {
      if (event.type === 'transcript.text.delta') {
        text += event.delta
        if (interim && text.trim() !== '') yield { kind: 'partial', text: text.trim() }
      } else if (event.type === 'transcript.text.done' && event.text.trim() !== '') {
        const confidence = readConfidence(event.logprobs)
        yield {
          kind: 'final',
          alternatives: [confidence === undefined ? { text: event.text.trim() } : { text: event.text.trim(), confidence }],
        }
      }
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw readFault(cause)
  }
}

function joinHints(phrases: readonly string[]): string {
  let joined = ''
  for (const phrase of phrases) {
    if (joined.length + phrase.length + 2 > MOST_HINT_LETTERS) break
    joined += joined === '' ? phrase : `, ${phrase}`
  }
  return joined
}

/** The mean likelihood of the tokens. */
function readConfidence(tokens: readonly { readonly logprob?: number }[] | undefined): number | undefined {
  const known = (tokens ?? []).flatMap(({ logprob }) => (logprob === undefined ? [] : [logprob]))
  if (known.length === 0) return undefined
  return Math.max(0, Math.min(1, Math.exp(known.reduce((sum, one) => sum + one, 0) / known.length)))
}
