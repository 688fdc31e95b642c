import type { UtteranceRules } from '../audio/utterances.ts'
import type { RecognitionRequest } from '../provider.ts'

/** How long a pause ends an utterance, where voices.yaml says it. */
export function readRules({ options }: Pick<RecognitionRequest, 'options'>): UtteranceRules {
  const pause = options['segmentationSilenceMs']
  return typeof pause === 'number' ? { pauseMs: pause } : {}
}
