import type { Config, Say, Verb } from '../../engine/jambonz/protocol.ts'
import { runDial } from './dial.ts'
import type { Exchange, Recogniser, RunningVerb } from './exchange.ts'
import { runGather } from './gather.ts'
import { startPlayback } from './playback.ts'
import { runEnqueue } from './enqueue.ts'
import { runRefer } from './refer.ts'

/** The verbs of a call, run one after another. */
export interface Stack {
  /** Replaces what is left and kills what runs. */
  replace(verbs: readonly Verb[]): void
  /** Adds to what is left. */
  append(verbs: readonly Verb[]): void
  /** Kills what runs and forgets the rest: the call is over. */
  clear(): void
  running(): RunningVerb | undefined
  isIdle(): boolean
  /** Settings by a command: what runs is left alone. */
  configure(config: Config): void
  /** A key of the caller, for what runs or for what listens behind it. */
  press(digit: string): void
  /** True while words or keys of the caller reach the application. */
  isListening(): boolean
}

/** What the stack needs of the call beside the exchange. */
export interface StackHost {
  readonly isAnswered: () => boolean
  answer(): void
  hangUp(): void
  /** The caller's own network ends the call. */
  leave(): void
  decline(status: number, reason: string | undefined): void
  tag(data: Readonly<Record<string, unknown>>): void
  guard(seconds: number | undefined): void
  /** Nothing is left to do. */
  idle(): void
}

/** Verbs that answer an incoming call which nobody has answered. */
const ANSWERING: ReadonlySet<string> = new Set(['answer', 'say', 'gather', 'pause', 'dial', 'enqueue', 'dequeue'])

/** Creates the stack of one call. */
export function createStack(exchange: Exchange, host: StackHost): Stack {
  const { clock } = exchange
  let left: readonly Verb[] = []
  let running: RunningVerb | undefined
  let background: Recogniser | undefined
  /** Hook of the gather for keys that runs behind. */
  let keysBehind: string | undefined
  let isAdvancing = false
  let isCleared = false
  let isIdle = true

  const transcribeInBackground = (options: NonNullable<Config['transcribe']>): void => {
    if (background !== undefined) exchange.recognisers.delete(background)
    background = undefined
    const hook = options.transcriptionHook
    if (!options.enable || hook === undefined) return
    const isInterim = options.recognizer?.['interim'] === true
    const language = options.recognizer?.language ?? exchange.settings.recognizer?.language
    background = {
      since: clock.now(),
      language,
      hear(speech) {
        if (!speech.is_final && !isInterim) return
        exchange.wire.ask('verb:hook', hook, { ...exchange.info(), speech }, result => {
          if (result.kind === 'acked' && result.verbs.length > 0) exchange.replace(result.verbs)
        })
      },
    }
    exchange.recognisers.add(background)
  }
  const configure = (config: Config): void => {
    const { settings } = exchange
    if (config.notifyEvents === true) settings.notifyEvents = true
    if (config.synthesizer !== undefined) settings.synthesizer = config.synthesizer
    if (config.recognizer !== undefined) settings.recognizer = config.recognizer
    if (config.amd !== undefined) settings.detectorHook = config.amd.actionHook
    if (config.transcribe !== undefined) transcribeInBackground(config.transcribe)
    // Cloud, SIPREC or a stream: recorded is what is said from here on.
    if (config.record !== undefined)
      exchange.track.record(config.record.action === 'startCallRecording' || config.record.action === 'resumeCallRecording')
    if (config.listen !== undefined) exchange.track.record(config.listen.enable)
    // A gather that ends starts the guard, whatever runs; settings of the guard that come with it come after.
    if (config.bargeIn?.enable === false && keysBehind !== undefined) exchange.guard.start()
    if (config.bargeIn !== undefined)
      keysBehind =
        config.bargeIn.enable && config.bargeIn.input?.includes('digits') === true ? config.bargeIn.actionHook : undefined
    const delay = config.actionHookDelayAction
    if (delay !== undefined) host.guard(delay.enabled ? delay.noResponseGiveUpTimeout : undefined)
  }
  const runSay = (say: Say, done: () => void): RunningVerb => {
    if (exchange.takeVoiceFailure()) {
      exchange.tellFailure({ msg: 'TTS error', verb: 'say', id: say.id })
      done()
      return { kill: () => undefined }
    }
    const playback = startPlayback(
      {
        clock,
        track: exchange.track,
        language: exchange.settings.synthesizer?.language,
        enter: exchange.enter,
        notify: event => exchange.notify({ event, verb: 'say', id: say.id }),
      },
      say,
      done,
    )
    return { kill: playback.kill, playback: () => playback }
  }
  const runPause = (seconds: number, done: () => void): RunningVerb => {
    const timer = clock.setTimeout(() => exchange.enter(done), seconds * 1000)
    return {
      kill() {
        clock.clearTimeout(timer)
        done()
      },
    }
  }
  /** Starts one verb; those that are over at once call `done` before they return. */
  const start = (verb: Verb, done: () => void): RunningVerb | undefined => {
    if (ANSWERING.has(verb.verb) && !host.isAnswered()) host.answer()
    switch (verb.verb) {
      case 'say':
        return runSay(verb, done)
      case 'gather':
        return runGather(exchange, verb, done)
      case 'pause':
        return runPause(verb.length, done)
      case 'dial':
        return runDial(exchange, verb, done)
      case 'enqueue':
        return runEnqueue(exchange, verb, done)
      case 'sip:refer':
        return host.isAnswered() ? runRefer(exchange, verb, host.leave, done) : (done(), undefined)
      case 'config':
        configure(verb)
        break
      case 'tag':
        host.tag(verb.data)
        break
      case 'hangup':
        // Skipped while nobody has answered: the call then idles.
        if (host.isAnswered()) host.hangUp()
        break
      case 'sip:decline':
        if (!host.isAnswered()) host.decline(verb.status, verb.reason)
        break
      default:
        break
    }
    done()
    return undefined
  }
  const takeNext = (): Verb | undefined => {
    const verb = running === undefined && !isCleared ? left[0] : undefined
    if (verb !== undefined) left = left.slice(1)
    return verb
  }
  /** Runs verbs until one takes time. A verb that ends while it starts must not run the next inside itself. */
  const advance = (): void => {
    if (isAdvancing) return
    isAdvancing = true
    for (let verb = takeNext(); verb !== undefined; verb = takeNext()) {
      isIdle = false
      const id = 'id' in verb ? verb.id : undefined
      exchange.notify({ event: 'starting', id, name: verb.verb })
      let isOver = false
      const started = start(verb, () => {
        if (isOver) return
        isOver = true
        exchange.notify({ event: 'finished', id, name: verb.verb })
        // What ends while it starts was never running.
        running = undefined
        advance()
      })
      if (!isOver) running = started
    }
    isAdvancing = false
    if (running === undefined && !isIdle && !isCleared) {
      isIdle = true
      host.idle()
    }
  }
  return {
    replace(verbs) {
      left = verbs
      running?.kill()
      advance()
    },
    append(verbs) {
      left = [...left, ...verbs]
      advance()
    },
    clear() {
      left = []
      isCleared = true
      const last = running
      running = undefined
      last?.kill()
      if (background !== undefined) exchange.recognisers.delete(background)
    },
    running: () => running,
    configure,
    press(digit) {
      if (keysBehind === undefined || running?.hearsKeys?.() === true) {
        running?.press?.(digit)
        return
      }
      // What runs is killed at once and what is left is forgotten; yet the hook of the key leaves before the hook of what was killed.
      const hook = keysBehind
      keysBehind = undefined
      exchange.guard.start()
      left = []
      exchange.wire.ask('verb:hook', hook, { ...exchange.info(), reason: 'dtmfDetected', digits: digit }, result => {
        if (result.kind === 'acked' && result.verbs.length > 0) exchange.replace(result.verbs)
      })
      running?.kill()
    },
    isListening: () => running?.isListening?.() === true || (keysBehind !== undefined && running !== undefined),
    isIdle: () => isIdle,
  }
}
