import type { Clock } from '../../engine/call/ports.ts'
import type { CallInfo, CallStatus, FromJambonz, SessionData, ToJambonz, Verb } from '../../engine/jambonz/protocol.ts'
import type { Called, DialScript, Exchange } from './exchange.ts'
import type { Playback } from './playback.ts'
import { createSoundTrack } from './sounds.ts'
import type { Sound, SoundTrack } from './sounds.ts'
import { createStack } from './stack.ts'
import type { Stack } from './stack.ts'
import { startUtterance } from './utterance.ts'
import type { Speech } from './utterance.ts'
import { createWire } from './wire.ts'
import type { Connect } from './wire.ts'

/** How a virtual call is set up. */
export interface VirtualTelephoneOptions {
  readonly clock: Clock
  /** How many times as fast as the machine's the clock runs; default 1. The application has as long for its acks as ever. */
  readonly pace?: number
  /** Opens the socket to the application. */
  readonly connect: Connect
  readonly callSid: string
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  /** `tag` of createCall: what a campaign knows of the call. */
  readonly customerData?: unknown
  /** Says what is wrong with verbs, as jambonz's own validation would; absent: everything is accepted. */
  readonly findProblem?: (verbs: readonly Verb[]) => string | undefined
  /** What happens when somebody is called; default: bridged after 3 s. */
  readonly dialled?: (called: Called) => DialScript
  readonly onSound?: (sound: Sound) => void
  /** The call is over, whoever ended it. */
  readonly onEnd?: (by: 'caller' | 'jambonz') => void
}

/** What the person at the other end can do. Nothing of it does anything once the call is over. */
export interface Caller {
  speak(speech: Speech, onSaid?: () => void): void
  /** Presses keys, one after another. */
  press(digits: string, onPressed?: () => void): void
  hangUp(): void
  /** A sound that is no word; the recogniser may make something of it (`text`). */
  noise(text?: string): void
  /** The detector, if it was asked for (nobody asks who has called), says who answered: a type of `amd_…` event, or its short name. */
  answeredBy(by: string): void
  /** The recogniser that listens now fails. */
  failRecogniser(): void
  /** The voice fails at the next prompt, or from then on at all. */
  failVoice(isForGood?: boolean): void
  /** The socket to the application breaks. */
  dropSocket(code?: number): void
}

/** A telephone call as jambonz 0.9.8 would hold it, on a clock that is handed in. */
export interface VirtualTelephone {
  /** The telephone rings and, if it is an outbound call, is answered. */
  ring(): void
  readonly caller: Caller
  readonly track: SoundTrack
  /** Faults of the application that jambonz swallows in silence: invalid verbs, second acks, missed deadlines. */
  readonly problems: readonly string[]
  readonly isOver: boolean
  readonly answeredAt: number | undefined
  readonly endedAt: number | undefined
  /** The prompt that plays now. */
  readonly playback: { readonly startedAt: number; readonly totalMs: number } | undefined
  /** True while words or keys of the caller reach the application, and nothing plays. */
  readonly isWaitingForCaller: boolean
  /** True while words or keys of the caller reach the application. */
  readonly isListening: boolean
}

const BETWEEN_KEYS_MS = 250
/** What the detector can say, by the short names that simulations use. */
export const AMD_TYPES: Readonly<Record<string, string>> = {
  human: 'amd_human_detected',
  voicemail: 'amd_machine_detected',
  beep: 'amd_tone_detected',
  // To the detector a fax is a tone.
  fax: 'amd_tone_detected',
  stopped: 'amd_machine_stopped_speaking',
  nobody: 'amd_no_speech_detected',
  undecided: 'amd_decision_timeout',
}
/** Where it was asked for by whoever made the call, and not by the application. */
const AMD_HOOK = '/amd'

/** Creates the telephone of one call. Nothing happens before `ring`. */
export function createVirtualTelephone(options: VirtualTelephoneOptions): VirtualTelephone {
  const { clock, callSid, direction } = options
  const track = createSoundTrack(clock, options.onSound)
  const problems: string[] = []
  let status: CallStatus = 'trying'
  let sipStatus = 100
  let customerData = options.customerData
  const times: CallTimes = { answeredAt: undefined, endedAt: undefined }
  let guardMs: number | undefined
  let guardTimer: unknown
  let depth = 0
  /** So many of the next prompts find no voice. */
  let voiceFailures = 0
  let closesWhenIdle = false
  let sayings: (() => void)[] = []
  let known: CallInfo | undefined

  const info = (): CallInfo => {
    known ??= {
      call_sid: callSid,
      direction,
      from: options.from,
      to: options.to,
      call_status: status,
      sip_status: sipStatus,
      ...(customerData === undefined ? {} : { customerData }),
    }
    return known
  }
  const enter = (run: () => void): void => {
    depth += 1
    try {
      run()
    } finally {
      depth -= 1
    }
    if (depth === 0) wire.flush()
  }
  const session = (): SessionData => ({ ...info(), call_sid: callSid, direction })
  const tellStatus = (next: CallStatus, sip: number, more?: Partial<CallInfo>): void => {
    status = next
    sipStatus = sip
    known = undefined
    wire.tell({ type: 'call:status', call_sid: callSid, data: { ...info(), call_status: next, ...more } })
  }
  const end = (by: 'caller' | 'jambonz', last: CallStatus = 'completed', sip = 200): void => {
    if (times.endedAt !== undefined) return
    times.endedAt = clock.now()
    for (const cancel of sayings) cancel()
    sayings = []
    stack.clear()
    exchange.guard.stop()
    track.close()
    const duration = times.answeredAt === undefined ? 0 : Math.round((times.endedAt - times.answeredAt) / 1000)
    tellStatus(last, sip, { call_termination_by: by, duration })
    wire.close()
    options.onEnd?.(by)
  }
  const findProblem = (verbs: readonly Verb[]): string | undefined => options.findProblem?.(verbs)

  /** What `session:new` said, which comes again with every reconnection. */
  let original = session()
  const endLost = (): void => end('jambonz')
  // The application may send while it is being connected.
  const early: ToJambonz[] = []
  let isWired = false
  const wire = createWire(clock, callSid, options.pace ?? 1, enter, () =>
    options.connect({
      send(message) {
        if (isWired) enter(() => handle(message))
        else early.push(message)
      },
      close(code = 1005) {
        enter(() => closeByApp(code))
      },
      fail: () => enter(() => wire.fail(original, endLost)),
    }),
  )
  const exchange: Exchange = {
    clock,
    track,
    wire,
    recognisers: new Set(),
    settings: { notifyEvents: false, synthesizer: undefined, recognizer: undefined, detectorHook: undefined },
    guard: {
      start() {
        if (guardMs === undefined || guardTimer !== undefined) return
        guardTimer = clock.setTimeout(() => enter(() => end('jambonz')), guardMs)
      },
      stop() {
        clock.clearTimeout(guardTimer)
        guardTimer = undefined
      },
    },
    enter,
    info,
    notify(event) {
      if (!exchange.settings.notifyEvents || times.endedAt !== undefined) return
      wire.tell({ type: 'verb:status', call_sid: callSid, data: nameVerb(event) } as FromJambonz)
    },
    report(error) {
      problems.push(`${error.msg}: ${error.details ?? ''}`)
      wire.tell({ type: 'jambonz:error', call_sid: callSid, data: nameVerb(error) } as FromJambonz)
    },
    tellFailure(failure) {
      const data = nameVerb({ ...failure, details: 'the vendor does not answer', failover: 'not available' } as typeof failure)
      wire.tell({ type: 'jambonz:error', call_sid: callSid, data } as FromJambonz)
    },
    takeVoiceFailure() {
      voiceFailures -= 1
      return voiceFailures >= 0
    },
    deafen() {
      stack.running()?.deafen?.()
      return times.endedAt === undefined
    },
    replace(verbs) {
      const problem = findProblem(verbs)
      if (problem === undefined) {
        stack.replace(verbs)
        return true
      }
      exchange.report({ msg: 'invalid actionHook response', details: problem })
      return false
    },
    dialled: called => options.dialled?.(called) ?? { result: 'bridged' },
  }
  const stack = createStack(exchange, {
    isAnswered: () => times.answeredAt !== undefined,
    answer() {
      times.answeredAt = clock.now()
      tellStatus('in-progress', 200)
    },
    hangUp: () => end('jambonz'),
    leave: () => end('caller'),
    decline: sip => end('jambonz', 'failed', sip),
    tag(data) {
      customerData = data
      known = undefined
    },
    guard(seconds) {
      exchange.guard.stop()
      guardMs = seconds === undefined ? undefined : seconds * 1000
    },
    idle() {
      if (closesWhenIdle) end('jambonz')
      else exchange.guard.start()
    },
  })
  function handleCommand(message: Exclude<ToJambonz, { readonly type: 'ack' }>): void {
    if (message.command === 'call:status') return end('jambonz')
    if (message.command === 'config') {
      const fault = findProblem([{ verb: 'config', ...message.data }])
      if (fault === undefined) return stack.configure({ verb: 'config', ...message.data })
      problems.push(`config dropped: ${fault}`)
      return
    }
    // An invalid verb drops the whole array, and the application is not told.
    const problem = findProblem(message.data)
    if (problem !== undefined) {
      problems.push(`redirect dropped: ${problem}`)
      return
    }
    if (message.queueCommand) stack.append(message.data)
    else stack.replace(message.data)
    exchange.guard.stop()
    if (stack.isIdle()) exchange.guard.start()
  }
  function handle(message: ToJambonz): void {
    if (times.endedAt !== undefined) return
    if (message.type === 'ack') wire.acknowledge(message)
    else handleCommand(message)
  }
  function closeByApp(code: number): void {
    if (times.endedAt !== undefined && code === 1000) return
    if (code !== 1000) return wire.drop(code, original, endLost)
    closesWhenIdle = true
    if (stack.isIdle()) end('jambonz')
  }
  isWired = true
  const startSession = (): void => {
    original = session()
    wire.ask('session:new', undefined, original, result => {
      const problem = result.kind === 'acked' ? findProblem(result.verbs) : undefined
      const verbs = result.kind === 'acked' && problem === undefined ? result.verbs : []
      if (problem !== undefined) problems.push(`session:new answered with ${problem}`)
      if (result.kind === 'late') problems.push('session:new was not acked in time')
      if (verbs.length > 0) stack.replace(verbs)
      // Nobody tells an incoming caller what to do: 480. An outbound one sits in silence.
      else if (direction === 'inbound') end('jambonz', 'failed', 480)
    })
  }
  const caller: Caller = {
    speak(speech, onSaid) {
      if (times.endedAt !== undefined) return
      enter(() => sayings.push(startUtterance(exchange, speech, onSaid)))
    },
    press(digits, onPressed) {
      const [digit, rest] = [digits[0], digits.slice(1)]
      if (times.endedAt !== undefined || digit === undefined) return
      enter(() => {
        track.end(track.begin({ who: 'caller', kind: 'keys', text: digit }))
        stack.press(digit)
      })
      if (rest === '') onPressed?.()
      else
        sayings.push(
          cancelTimer(
            clock,
            clock.setTimeout(() => caller.press(rest, onPressed), BETWEEN_KEYS_MS),
          ),
        )
    },
    hangUp() {
      if (times.endedAt === undefined) enter(() => end('caller'))
    },
    noise(text = 'hm') {
      caller.speak({ text, isNoise: true, confidence: 0.3, partials: false })
    },
    answeredBy(by) {
      if (times.endedAt !== undefined || (direction === 'inbound' && exchange.settings.detectorHook === undefined)) return
      enter(() =>
        wire.ask(
          'verb:hook',
          exchange.settings.detectorHook ?? AMD_HOOK,
          { ...info(), type: AMD_TYPES[by] ?? by, reason: 'hint' },
          () => undefined,
        ),
      )
    },
    failRecogniser() {
      if (times.endedAt === undefined) enter(() => void stack.running()?.failRecogniser?.())
    },
    failVoice(isForGood = false) {
      voiceFailures = isForGood ? Number.POSITIVE_INFINITY : 1
    },
    dropSocket(code = 1006) {
      if (times.endedAt === undefined) enter(() => wire.drop(code, original, endLost))
    },
  }
  return new TelephoneView(times, stack, caller, track, problems, () =>
    enter(() => {
      for (const message of early.splice(0)) handle(message)
      if (direction === 'outbound') {
        tellStatus('trying', 100)
        tellStatus('ringing', 180)
        times.answeredAt = clock.now()
        tellStatus('in-progress', 200)
      }
      startSession()
    }),
  )
}

/** When the call was answered and when it was over, epoch ms. */
interface CallTimes {
  answeredAt: number | undefined
  endedAt: number | undefined
}

/** A class for its accessors: V8 makes those of an object literal one by one, and lets them keep the whole call alive until a full collection. */
class TelephoneView implements VirtualTelephone {
  readonly caller: Caller
  readonly track: SoundTrack
  readonly problems: readonly string[]
  readonly ring: () => void
  readonly #times: CallTimes
  readonly #stack: Stack

  constructor(times: CallTimes, stack: Stack, caller: Caller, track: SoundTrack, problems: readonly string[], ring: () => void) {
    this.#times = times
    this.#stack = stack
    this.caller = caller
    this.track = track
    this.problems = problems
    this.ring = ring
  }

  get isOver(): boolean {
    return this.#times.endedAt !== undefined
  }

  get answeredAt(): number | undefined {
    return this.#times.answeredAt
  }

  get endedAt(): number | undefined {
    return this.#times.endedAt
  }

  get playback(): Playback | undefined {
    const playback = this.#stack.running()?.playback?.()
    return playback?.isPlaying() === true ? playback : undefined
  }

  get isWaitingForCaller(): boolean {
    return this.isListening && this.playback === undefined
  }

  get isListening(): boolean {
    return this.#stack.isListening()
  }
}

/** An `id` that is absent is not on the wire. */
function nameVerb(named: { readonly id?: string | undefined }): object {
  if (named.id !== undefined) return named
  const { id: _, ...nameless } = named
  return nameless
}

const cancelTimer = (clock: Clock, timer: unknown) => (): void => clock.clearTimeout(timer)
