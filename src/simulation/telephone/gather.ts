import type { Gather, SpeechResult } from '../../engine/jambonz/protocol.ts'
import { startPlayback } from './playback.ts'
import type { Playback } from './playback.ts'
import type { Exchange, Recogniser, RunningVerb } from './exchange.ts'

const DEFAULT_TIMEOUT_S = 15

/** Counts words as jambonz does: pieces between single spaces. */
const countWords = (text: string): number => text.split(' ').length

/**
 * Runs a `gather` as feature server 0.9.8 does (lib/tasks/gather.js), with its quirks:
 * - the silence timer starts when the prompt was played out or cut, and a partial restarts it;
 * - `bargein` cuts the prompt at a partial of enough words; without it a final still ends the gather;
 * - the first digit stops the recogniser; without `minDigits`, digits that came before the timeout are lost and `interDigitTimeout` sleeps;
 * - an empty transcript is not an answer;
 * - a killed gather gives no hook; ending a gather reports `kill-playback` even when the prompt was played out.
 */
export function runGather(exchange: Exchange, gather: Gather, done: () => void): RunningVerb {
  const { clock } = exchange
  const timeoutMs = gather.timeout === 0 ? 0 : (gather.timeout || DEFAULT_TIMEOUT_S) * 1000
  const wantsSpeech = gather.input.includes('speech')
  const wantsDigits = gather.input.includes('digits')
  const cutsOnKey = gather.dtmfBargein ?? wantsDigits
  const listensDuringPrompt = gather.say !== undefined && gather.listenDuringPrompt !== false
  const minWords = gather.minBargeinWordCount ?? 1
  let silenceTimer: unknown
  let silenceAt = 0
  let isDeaf = false
  let interDigitTimer: unknown
  let playback: Playback | undefined
  let recogniser: Recogniser | undefined
  let hearsKeys = false
  let digits = ''
  let isResolved = false
  let isKilled = false
  let isDone = false

  const finish = (): void => {
    if (isDone) return
    isDone = true
    done()
  }
  const clearSilenceTimer = (): boolean => {
    if (silenceTimer === undefined) return false
    clock.clearTimeout(silenceTimer)
    silenceTimer = undefined
    return true
  }
  const startSilenceTimer = (): void => {
    clearSilenceTimer()
    if (timeoutMs === 0) return
    silenceAt = clock.now() + timeoutMs
    const isKeyed = (): boolean => gather.minDigits !== undefined && digits.length >= gather.minDigits
    silenceTimer = clock.setTimeout(() => exchange.enter(() => resolve(isKeyed() ? 'dtmfDetected' : 'timeout')), timeoutMs)
  }
  const stopRecogniser = (): void => {
    if (recogniser !== undefined) exchange.recognisers.delete(recogniser)
    recogniser = undefined
  }
  const startRecogniser = (): void => {
    if (!wantsSpeech || recogniser !== undefined || isDeaf) return
    const language = gather.recognizer?.language ?? exchange.settings.recognizer?.language
    recogniser = { since: clock.now(), language, hear }
    exchange.recognisers.add(recogniser)
  }
  const killPrompt = (): void => playback?.kill()

  const resolve = (reason: 'speechDetected' | 'dtmfDetected' | 'timeout' | 'killed', speech?: SpeechResult): void => {
    if (isResolved) return
    isResolved = true
    stopRecogniser()
    killPrompt()
    hearsKeys = false
    clock.clearTimeout(interDigitTimer)
    clearSilenceTimer()
    exchange.guard.start()
    if (reason === 'killed') return finish()
    const results = {
      ...exchange.info(),
      ...(reason === 'dtmfDetected' ? { digits } : {}),
      ...(speech === undefined ? {} : { speech }),
      reason,
      verb_id: gather.id,
    }
    exchange.wire.ask('verb:hook', gather.actionHook, results, result => {
      if (result.kind === 'late') {
        const error = { msg: 'invalid actionHook response', verb: 'gather', id: gather.id }
        if (result.isLost === true) exchange.tellFailure(error)
        else exchange.report({ ...error, details: 'timeout from far end' })
      } else if (result.verbs.length > 0 && exchange.replace(result.verbs)) exchange.guard.stop()
      finish()
    })
  }
  const hearPartial = (speech: SpeechResult, text: string): void => {
    const isCounting = clearSilenceTimer()
    if (gather.bargein === true && countWords(text) >= minWords) {
      if (playback?.isPlaying() === true) exchange.notify({ event: 'speech-bargein-detected', verb: 'gather', id: gather.id })
      killPrompt()
    }
    if (gather.partialResultHook !== undefined) {
      // Acks of partials are awaited, their verbs ignored.
      exchange.wire.ask(
        'verb:hook',
        gather.partialResultHook,
        { ...exchange.info(), speech, verb_id: gather.id },
        () => undefined,
      )
    }
    if (isCounting || silenceTimer !== undefined) startSilenceTimer()
  }
  function hear(speech: SpeechResult): void {
    const text = speech.alternatives[0]?.transcript ?? ''
    if (isResolved || text === '') return
    if (speech.is_final) resolve('speechDetected', speech)
    else hearPartial(speech, text)
  }
  const press = (digit: string): boolean => {
    if (!hearsKeys) return false
    if (silenceTimer === undefined) startSilenceTimer()
    clock.clearTimeout(interDigitTimer)
    if (cutsOnKey) {
      if (playback?.isPlaying() === true) exchange.notify({ event: 'dtmf-bargein-detected', verb: 'gather', id: gather.id })
      killPrompt()
    }
    if (!wantsDigits) return true
    if (digit === gather.finishOnKey) {
      resolve('dtmfDetected')
      return true
    }
    if (digits === '') stopRecogniser()
    digits += digit
    if (digits.length === gather.numDigits || digits.length === gather.maxDigits) {
      resolve('dtmfDetected')
    } else if (
      gather.interDigitTimeout !== undefined &&
      gather.interDigitTimeout > 0 &&
      digits.length >= (gather.minDigits ?? Number.NaN)
    ) {
      interDigitTimer = clock.setTimeout(() => exchange.enter(() => resolve('dtmfDetected')), gather.interDigitTimeout * 1000)
      clearSilenceTimer()
    }
    return true
  }
  /**
   * jambonz reports an error and goes to the next verb; the application gets no hook. Yet the timer lives on: when it fires the hook comes after
   * all, and whatever gather runs then has lost its ears.
   */
  const failRecogniser = (): boolean => {
    if (isResolved || recogniser === undefined) return false
    isResolved = true
    const leftMs = silenceTimer === undefined ? timeoutMs : silenceAt - clock.now()
    if (timeoutMs > 0)
      clock.setTimeout(
        () =>
          exchange.enter(() => {
            if (!exchange.deafen()) return
            const data = { ...exchange.info(), reason: 'timeout', verb_id: gather.id }
            exchange.wire.ask('verb:hook', gather.actionHook, data, () => undefined)
          }),
        leftMs,
      )
    stopRecogniser()
    killPrompt()
    hearsKeys = false
    clock.clearTimeout(interDigitTimer)
    clearSilenceTimer()
    exchange.tellFailure({ msg: 'ASR error', verb: 'gather', id: gather.id })
    exchange.guard.start()
    finish()
    return true
  }
  const startListening = (): void => {
    hearsKeys = !isDeaf && (hearsKeys || wantsDigits || cutsOnKey)
    if (isKilled || isResolved) return
    startSilenceTimer()
    startRecogniser()
  }

  if (gather.say !== undefined && exchange.takeVoiceFailure()) {
    exchange.tellFailure({ msg: 'TTS error', verb: 'say', id: gather.say.id })
    startListening()
  } else if (gather.say === undefined) {
    startListening()
  } else {
    if (listensDuringPrompt) {
      hearsKeys = wantsDigits || cutsOnKey
      startRecogniser()
    }
    const host = {
      clock,
      track: exchange.track,
      language: exchange.settings.synthesizer?.language,
      enter: exchange.enter,
      // A nested say names itself, not the gather.
      notify: (event: string) => exchange.notify({ event, verb: 'say', id: gather.say?.id }),
    }
    // A digit can have stopped the recogniser during the prompt; it stays off for this gather.
    playback = startPlayback(host, gather.say, () => {
      if (digits === '') startListening()
      else startSilenceTimer()
    })
  }
  return {
    kill() {
      if (isKilled) return
      isKilled = true
      // While the hook is unacknowledged, the verb ends with its ack.
      if (!isResolved) resolve('killed')
    },
    press,
    playback: () => playback,
    failRecogniser,
    deafen() {
      isDeaf = true
      stopRecogniser()
      hearsKeys = false
    },
    hearsKeys: () => !isResolved && hearsKeys,
    isListening: () => !isResolved && (recogniser !== undefined || hearsKeys),
  }
}
