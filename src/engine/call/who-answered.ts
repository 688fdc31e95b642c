import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { Heard, HeardWho, Listening } from './ports.ts'
import { isDigression } from './digression.ts'
import type { Runtime } from './runtime.ts'
import { isNobody, type Listener } from './listener.ts'
import type { Verb } from './verbs/verb.ts'
import { isGreeting, isMachine, isOfPerson, isPersons, listUnderstood, saysToWait } from './who-speaks.ts'

/** Silence after which a greeting counts as over: told by its words, and by the detector, which speaks in the middle of it; ms. */
const AFTER_WORDS_MS = 2_000
const AFTER_VERDICT_MS = 4_000
/** A guess this recent means that somebody is speaking, ms. */
const SPEAKING_MS = 2_000
/** The detector says that the greeting is over; a tone may follow. */
const TONE_AFTER_END_MS = 1_500
/** No greeting is longer. */
const LONGEST_GREETING_MS = 20_000
/** An assistant that asks more often than this is told no more; the person is asked for. */
const MOST_SCREENINGS = 3
/** How long somebody who was called to the telephone is waited for without a word, ms. */
const COMES_TO_TELEPHONE_MS = 5_000
/** What somebody says to be who is not the person called. */
const OTHERS: readonly string[] = ['relative', 'not_here', 'wrong_number']

/**
 * Who is on the telephone: told by the detector, by what is heard, and by what follows (docs/reference/semantics.md, 15). Greeting never waits for it.
 * A voicemail hears its message when its greeting is over, and once again if it was not.
 */
export class WhoAnswered {
  readonly #runtime: Runtime
  readonly #verbNow: () => Verb | undefined
  #greetingTimer: unknown

  constructor(runtime: Runtime, verbNow: () => Verb | undefined) {
    this.#runtime = runtime
    this.#verbNow = verbNow
    runtime.onMachine = (meaning, because) => this.#onMachine(meaning, because)
  }

  /** Writes down who it is, when that has changed. */
  note(listener: Listener, because: string): void {
    const { state } = this.#runtime
    if (state.listener === listener) return
    state.listener = listener
    this.#runtime.journal({ kind: 'listener', listener, because })
  }

  /** What the machine knows of the identity by now. */
  noteIdentity(): void {
    const { isIdentified, hasConfirmed, state } = this.#runtime
    if (!hasConfirmed) {
      state.mistaken = false
      state.identifiedAfter = undefined
    } else state.identifiedAfter ??= state.answers
    if (state.handedOver || state.mistaken) return
    if (isIdentified) this.note('verified', 'the identity was confirmed')
    else if (state.listener === 'verified') this.note('unverified', 'who it is now has to be asked')
  }

  // ------------------------------------------------------------ the detector

  /** A verdict of the detector: `human`, `voicemail`, `beep`, `stopped`, or any other that the policy has a rule for. */
  onDetector(by: string): void {
    switch (by) {
      case 'human':
        this.#onHuman()
        return
      case 'voicemail':
        this.#onMachine('voicemail', 'the detector says so', true)
        return
      case 'beep':
        this.#onGreetingOver(0, 'the tone was heard')
        return
      case 'stopped':
        this.#onGreetingOver(TONE_AFTER_END_MS, 'the greeting is over')
        return
      default:
        this.#digress(by, 'the network or the detector says so')
    }
  }

  #onHuman(): void {
    const { voicemail } = this.#runtime.state
    // To the detector every short greeting is a person's.
    if (voicemail?.isDetected === true) this.#returnToPerson('the detector has found a person after all')
    else if (voicemail) this.#runtime.ignore('answered_by.human', 'the words were those of a machine')
    else if (this.#runtime.can('answered_by.human')) this.#digress('human', 'the detector says so')
    else this.#runtime.ignore('answered_by.human', 'a person is taken for granted')
  }

  #onGreetingOver(waitMs: number, because: string): void {
    const verb = this.#verbNow()
    const { voicemail } = this.#runtime.state
    if (!verb || !voicemail) this.#runtime.ignore('answered_by', `${because}, and no message waits for it`)
    else if (voicemail.isWaiting) {
      if (waitMs === 0) this.#leaveMessage(verb, because)
      else this.#wait(verb, waitMs)
    } else this.#leaveMessageAgain(verb, because)
  }

  // ------------------------------------------------------------ words

  /** Judges who says this. True when that settles what it was; false leaves it to the step. */
  takes(heard: Heard, verb: Verb): boolean {
    const { state, isIdentified } = this.#runtime
    // Danger, and the wish to be called no more, are a person's, and are served before anything is asked anew.
    const { absolute } = this.#runtime.scenario
    if (listUnderstood(heard).some(meaning => absolute.includes(meaning))) {
      if (state.voicemail?.isWaiting) this.note('unverified', 'somebody speaks')
      if (state.voicemail) this.#stopWaiting()
      return false
    }
    if (state.voicemail?.isWaiting) return this.#hearGreeting(heard, verb)
    if (state.voicemail) return this.#hearIntoMessage(heard, verb)
    // Whoever speaks while a new person is waited for is that person.
    const isWaitedFor = state.handedOver && this.#runtime.node(verb.path).kind === 'pause'
    if (!heard.noise && this.asksAnew(verb.path, isWaitedFor)) return true
    const kind = heard.who?.kind
    if (state.listener === 'screening' && saysToWait(heard)) {
      this.#runtime.ignore('speech', 'the screening says to wait')
      verb.listenOn()
      return true
    }
    if (kind === undefined || kind === 'picking_up') {
      if (!heard.noise && (state.listener === 'silence' || state.listener === 'screening'))
        this.note('unverified', 'somebody speaks')
      return false
    }
    // A greeting in pieces: "tak, tu Anna Nowak", and then that nobody is at home.
    if (isIdentified && isGreeting(kind) && state.answers === state.identifiedAfter) {
      state.mistaken = true
      if (this.#hearMachine(kind, heard, verb)) return true
      state.mistaken = false
    }
    if (isIdentified) return this.#hearAnotherPerson(heard, verb)
    if (isMachine(kind)) return this.#hearMachine(kind, heard, verb)
    if (kind !== 'handing_over' && heard.meanings.some(({ meaning }) => OTHERS.includes(meaning))) this.note(kind, quote(heard))
    return false
  }

  /** A step is entered. Where the call goes on from what a machine hears, a person has brought it there. */
  onStep(path: NodePath): void {
    const { state } = this.#runtime
    if (isMessage(path) || (!isNobody(state.listener) && !state.voicemail)) return
    this.#stopWaiting()
    this.note('unverified', 'the call goes on')
  }

  /** The telephone was given to somebody else: at the next step, or the next word, it is asked who that is. */
  asksAnew(path: NodePath, isHere = false): boolean {
    const { state } = this.#runtime
    if (!state.handedOver || (!isHere && isDigression(this.#runtime.node(path)))) return false
    state.handedOver = false
    state.interrupted = []
    this.#runtime.decide(path, 'another_person', 'the telephone was handed over')
    this.#runtime.send('another_person')
    return true
  }

  /** Nothing was said since the call began. */
  onSilence(): void {
    if (this.#runtime.state.listener === 'unverified' && !this.#runtime.state.heardAnything)
      this.note('silence', 'nobody has spoken')
  }

  /** The greeting that is waited for has fallen silent. True: the turn was that of the wait. */
  endsWait(event: 'silence' | 'keys' | 'speech_failed'): boolean {
    const verb = this.#verbNow()
    if (verb && this.asksAnew(verb.path)) return true
    if (!this.#runtime.state.voicemail?.isWaiting || !verb) return false
    if (event === 'keys') this.#returnToPerson('a key was pressed')
    else this.#leaveMessage(verb, 'the greeting is over')
    return true
  }

  #hearMachine(kind: HeardWho, heard: Heard, verb: Verb): boolean {
    const { state } = this.#runtime
    const { direction } = this.#runtime.options
    if (isPersons(heard, verb.hearing()) || (state.answered && direction === 'inbound')) return false
    return this.#onMachine(kind, quote(heard))
  }

  /** After the identity is known only another person at the telephone changes it, and plain words for that. */
  #hearAnotherPerson(heard: Heard, verb: Verb): boolean {
    const kind = heard.who?.kind
    if (kind === undefined || isMachine(kind)) {
      this.#runtime.ignore(`answered_by.${kind}`, 'the person has said who it is')
      return false
    }
    const { own, anytime, expect } = verb.hearing()
    const said = listUnderstood(heard)
    const isAnswer = said.some(meaning => own.includes(meaning)) || Object.values(expect).some(type => type.kind === 'text')
    if (isAnswer || !this.#runtime.can('another_person')) return false
    if (kind === 'handing_over') {
      if (said.some(meaning => meaning !== 'hold_on' && meaning !== 'relative')) return false
    } else if (!said.some(meaning => OTHERS.includes(meaning)) || said.some(meaning => anytime.includes(meaning))) return false
    this.#runtime.state.handedOver = true
    this.note('another_person', quote(heard))
    if (kind === 'handing_over' && said.some(meaning => anytime.includes(meaning))) return false
    if (kind === 'handing_over') this.#wait(verb, COMES_TO_TELEPHONE_MS)
    else this.asksAnew(verb.path)
    return true
  }

  // ------------------------------------------------------------ machines

  #onMachine(kind: string, because: string, isDetected = false): boolean {
    const { state } = this.#runtime
    const verb = this.#verbNow()
    const name = this.#ruleFor(kind)
    if (!verb || name === undefined) {
      this.#runtime.ignore(`answered_by.${kind}`, 'no rule for who answered')
      return false
    }
    if (this.#runtime.isIdentified) {
      this.#runtime.ignore(`answered_by.${kind}`, 'the person has said who it is')
      return false
    }
    if (state.answered && isDetected) {
      this.#runtime.ignore(`answered_by.${kind}`, 'somebody answers the questions')
      return false
    }
    if (name !== 'voicemail') {
      if (kind === 'screening' && (state.visits['answered_by.screening'] ?? 0) >= MOST_SCREENINGS) return false
      return this.#digress(name, because)
    }
    if (state.voicemail) return false
    this.note(kind === 'network' ? 'network' : 'voicemail', because)
    state.voicemail = { isWaiting: true, isRepeated: false, ...(isDetected ? { isDetected } : {}) }
    this.#expectEndOfGreeting()
    // The detector takes any long sentence for a greeting: a new turn would lose what a person is saying.
    if (!isDetected || !this.#isSpeaking()) this.#wait(verb, isDetected ? AFTER_VERDICT_MS : AFTER_WORDS_MS)
    return true
  }

  #isSpeaking(): boolean {
    const { turn, now } = this.#runtime.state
    return turn?.partialAt !== undefined && turn.ended === undefined && now - turn.partialAt < SPEAKING_MS
  }

  /** A policy without a word for the network's announcements has one for voicemails. */
  #ruleFor(kind: string): string | undefined {
    if (this.#runtime.can(`answered_by.${kind}`)) return kind
    return kind === 'network' && this.#runtime.can('answered_by.voicemail') ? 'voicemail' : undefined
  }

  #digress(name: string, because: string): boolean {
    const verb = this.#verbNow()
    const type = `answered_by.${name}`
    if (!verb || !this.#runtime.can(type)) {
      this.#runtime.ignore(type, 'no rule for who answered')
      return false
    }
    if (isListener(name)) this.note(name, because)
    this.#runtime.decide(verb.path, type, because)
    this.#runtime.digress(verb.path, type, undefined)
    return true
  }

  /** Listens without a word, so that the greeting's end is heard. */
  #wait(verb: Verb, silenceMs: number): void {
    const listen: Listening = { silenceMs, interrupt: 'final', hints: [], keys: { max: 1, betweenMs: 1_000 } }
    this.#runtime.speak(verb.path, 'rest', [], listen)
  }

  #hearGreeting(heard: Heard, verb: Verb): boolean {
    const kind = heard.who?.kind
    if (kind !== undefined && isMachine(kind) && kind !== 'voicemail' && kind !== 'network') {
      this.#stopWaiting()
      this.#digress(kind, quote(heard))
    } else if (kind === 'picking_up' || (kind === undefined && isOfPerson(heard)))
      this.#returnToPerson('somebody speaks as people do')
    else this.#wait(verb, AFTER_WORDS_MS)
    return true
  }

  #hearIntoMessage(heard: Heard, verb: Verb): boolean {
    const kind = heard.who?.kind
    if (kind === 'voicemail' || kind === 'network') return this.#leaveMessageAgain(verb, 'the greeting went on meanwhile')
    if (kind !== 'picking_up') return false
    this.#returnToPerson('somebody speaks into the message')
    return true
  }

  #leaveMessage(verb: Verb, because: string): void {
    const { state } = this.#runtime
    this.#runtime.clearTimer(this.#greetingTimer)
    if (state.voicemail) state.voicemail = { ...state.voicemail, isWaiting: false }
    this.#runtime.decide(verb.path, 'answered_by.voicemail', because)
    this.#runtime.digress(verb.path, 'answered_by.voicemail', undefined)
  }

  /** Said into the greeting, the message is not on the tape: it is said once more. */
  #leaveMessageAgain(verb: Verb, because: string): boolean {
    const { state } = this.#runtime
    if (!state.voicemail || state.voicemail.isRepeated || !isMessage(verb.path)) {
      this.#runtime.ignore('answered_by', `${because}, and the message was said already`)
      return false
    }
    state.voicemail = { ...state.voicemail, isRepeated: true }
    this.#runtime.decide(verb.path, 'the message again', because)
    verb.begin(undefined)
    return true
  }

  #returnToPerson(because: string): void {
    const verb = this.#verbNow()
    const wasWaiting = this.#runtime.state.voicemail?.isWaiting === true
    if (!verb) return
    if (!wasWaiting && !this.#runtime.can('answered_by.person')) {
      this.#runtime.ignore('answered_by.human', 'the message was said already')
      return
    }
    this.#stopWaiting()
    this.note('unverified', because)
    this.#runtime.decide(verb.path, 'answered_by.human', because)
    // Who that is was never known.
    if (this.#runtime.state.mistaken) this.#runtime.state.handedOver = true
    if (!wasWaiting) this.#runtime.send('answered_by.person')
    else if (!this.asksAnew(verb.path)) verb.begin({ node: verb.path, answer: undefined })
  }

  /** Whoever listens at this step is no person, or not yet: nothing of the step is for them. */
  isWaitedOut(path: NodePath): boolean {
    const { listener, voicemail } = this.#runtime.state
    return voicemail?.isWaiting === true || (isNobody(listener) && !isMessage(path))
  }

  /** The call was kept, in another process: a greeting that is waited out comes to an end here, too. */
  restore(): void {
    if (this.#runtime.state.voicemail?.isWaiting) this.#expectEndOfGreeting()
  }

  #expectEndOfGreeting(): void {
    this.#greetingTimer = this.#runtime.setTimer(LONGEST_GREETING_MS, () => {
      const verb = this.#verbNow()
      if (this.#runtime.state.voicemail?.isWaiting && verb) this.#leaveMessage(verb, 'the greeting has no end')
    })
  }

  #stopWaiting(): void {
    this.#runtime.clearTimer(this.#greetingTimer)
    this.#runtime.state.voicemail = undefined
  }
}

function isListener(name: string): name is Listener {
  return isMachine(name)
}

function isMessage(path: NodePath): boolean {
  return path.startsWith('answered_by.')
}

function quote(heard: Heard): string {
  return `"${heard.who?.because ?? heard.text}" was heard`
}
