import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, HearingContext, Listening, PromptForm } from '../ports.ts'
import type { Answer, AskMemory, Interrupted } from '../state.ts'
import type { Intro } from '../runtime.ts'
import { askWhich } from './ask-which.ts'
import { hintsOf } from './hints.ts'
import { textOf } from './ask-text.ts'
import { climb, type Ladder } from './climb.ts'
import { isTooEarly } from './is-too-early.ts'
import { keysOf, readKeys, readKeysAfter, takesKeys } from './read-keys.ts'
import { readBack } from './read-back.ts'
import { saysMore } from './say-more.ts'
import { contextOfAsk, isRough, NO_ANSWER, readAnswer } from './read-answer.ts'
import { correctEarlier } from './correct.ts'
import { ListeningVerb } from './verb.ts'

/** After a partial this recent, silence means that the recogniser is still at it, ms. */
const PARTIAL_HOLDS_MS = 3_000
const LATE_FINAL_MS = 2_000
const MOST_REJECTIONS = 3
/** A question is asked so often without ears. */
const MOST_DEAF_TURNS = 3
/** An answer with less than this is no answer at all. */
const GUESS = 0.35
/** Nothing else was said than this. */
const SURE = 0.95

/** A question: asks, listens, decides, climbs the ladders, reads back. */
export class AskVerb extends ListeningVerb<AskNode> {
  #heldForPartial = false

  get #memory(): AskMemory {
    const { asks } = this.runtime.state
    asks[this.path] ??= { values: {}, readBack: undefined, rejections: 0 }
    return asks[this.path] as AskMemory
  }

  begin(returning: Interrupted | undefined): void {
    const { state } = this.runtime
    if (state.hungUp) {
      this.runtime.send('hung_up')
      return
    }
    if (!returning) delete state.asks[this.path]
    this.isDeaf = state.speechFailures > 1
    if (returning?.answer) {
      const answer = readAnswer(this.runtime, this.node, returning.answer, this.#memory)
      if (answer && this.#take(answer, returning.answer)) return
    }
    if (this.#memory.readBack) {
      this.#speakReadBack()
      return
    }
    if (state.keysAhead !== '') {
      const digits = state.keysAhead
      state.keysAhead = ''
      const answer = readKeys(this.runtime, this.node, digits)
      if (answer) {
        this.runtime.journal({ kind: 'keys', turn: state.turn?.id ?? '', node: this.path, digits })
        this.#accept(answer)
        return
      }
      this.#memory.keysBefore = digits
    }
    if (state.saidEarlier && !returning && this.#expectsValues()) {
      this.#tryEarlier()
      return
    }
    this.#ask(returning ? 'again' : 'full')
  }

  #expectsValues(): boolean {
    return this.node.chooseFrom !== undefined || Object.keys(this.node.listenFor).length > 0
  }

  /** What was said before its question came: it fills the answer, and is read back. */
  #tryEarlier(): void {
    const { runtime } = this
    const said = runtime.state.saidEarlier ?? []
    runtime.state.saidEarlier = undefined
    const context = runtime.contextOf(this.path, this.hearing(), false)
    const decide = (heard: Heard): void => {
      const answer = readAnswer(runtime, this.node, { ...heard, meanings: [] }, this.#memory)
      const isMeaning = answer?.kinds.every(kind => kind === 'choice') ?? false
      const isDoubtful = isMeaning && (answer?.confidence ?? 0) < runtime.scenario.confirmBelow
      // Mere words would take anything for an answer.
      if (!answer?.values || !answer.complete || answer.isText || isRough(answer) || isDoubtful) {
        this.#ask('full')
        return
      }
      runtime.decide(this.path, 'filled from what was said earlier', answer.because, answer.confidence)
      if (this.node.confirm === 'never' || (isMeaning && this.node.confirm !== 'always')) this.#accept(answer)
      else this.#readBack(answer)
    }
    const heard = runtime.options.understanding.hear(said, context)
    const post = (late: Heard): void => runtime.post({ kind: 'timer', run: () => decide(late) })
    // An understanding that fails has understood nothing; then it is asked.
    if (heard instanceof Promise) heard.then(post, () => post({ text: '', meanings: [], values: [], noise: false }))
    else decide(heard)
  }

  // ------------------------------------------------------------ speaking

  #ask(form: PromptForm, intro?: Intro): void {
    const text = this.runtime.sentences(textOf(this.node, form), this.node.scope)
    this.runtime.speak(this.path, form, text, this.listening(), false, intro)
  }

  protected listening(): Listening {
    const { node, runtime } = this
    return this.listen({
      silenceMs: node.silenceAfterMs,
      interrupt: node.letFinish ? 'never' : 'partial',
      hints: hintsOf(runtime.scenario, runtime.state.language, node),
      keys: keysOf(node),
    })
  }

  #readBack(answer: Answer): void {
    this.#memory.readBack = answer
    this.#speakReadBack()
  }

  #speakReadBack(intro?: Intro): void {
    const sentences = readBack(this.runtime, this.node, this.#memory.readBack)
    this.runtime.speak(this.path, 'read_back', sentences, this.listening(), false, intro)
  }

  // ------------------------------------------------------------ hearing

  override hearing(): Pick<HearingContext, 'own' | 'anytime' | 'yesCancels' | 'expect' | 'options' | 'person'> {
    return contextOfAsk(this.runtime, this.node, this.#memory)
  }

  protected override owns(meaning: string): boolean {
    return meaning in this.node.answers
  }

  override onHeard(heard: Heard): void {
    if (heard.noise) {
      this.#onNoise()
      return
    }
    const memory = this.#memory
    const answer = readAnswer(this.runtime, this.node, heard, memory)
    // A value said with a question of the caller's own may belong to that: "czy pracujecie w sobotę?"
    if (this.serveGlobal(heard, answer?.meaning === undefined ? undefined : answer.said)) return
    if (memory.readBack) {
      this.#onReadBack(heard, answer)
      return
    }
    if (answer?.meaning === 'agree' && this.#cameBeforeTheQuestion()) return
    if (correctEarlier(this.runtime, this.node, heard)) return
    if (answer?.isText && this.#wantsToSkip(heard)) this.#skip('the caller does not want to answer')
    else if (!answer || !this.#take(answer, heard)) this.judge(heard)
  }

  /** A yes that began before the question was asked is none: it is put again. */
  #cameBeforeTheQuestion(): boolean {
    if (!isTooEarly(this.runtime, this.node)) return false
    this.runtime.decide(this.path, 'too_early', 'the question was not asked yet')
    if (this.#memory.cameTooEarly) this.#climb('not_understood')
    else {
      this.#memory.cameTooEarly = true
      this.#ask('again')
    }
    return true
  }

  /** Where anything said would be an answer, only a plain refusal is none. */
  #wantsToSkip(heard: Heard): boolean {
    return (
      this.node.optional && heard.meanings.some(({ meaning, confidence }) => NO_ANSWER.includes(meaning) && confidence >= SURE)
    )
  }

  /** Nothing of the step and nothing that works anytime. */
  protected judge(heard: Heard): void {
    if (this.node.optional && heard.meanings.some(({ meaning }) => NO_ANSWER.includes(meaning))) {
      this.#skip('the caller does not want to answer')
      return
    }
    const which = this.#memory.askedWhich === true ? undefined : askWhich(this.runtime, this.node, heard)
    if (which !== undefined) {
      this.#memory.askedWhich = true
      this.runtime.decide(this.path, 'which', 'it fits several of those on offer')
      this.runtime.speak(this.path, 'which', which, this.listening())
      return
    }
    const known = heard.meanings.find(({ meaning }) => !(meaning in this.node.answers))
    if (known) this.runtime.decide(this.path, 'off_list', `${known.meaning} is not on offer here`, known.confidence)
    else this.runtime.decide(this.path, 'not_understood', 'no meaning and no value that the step takes')
    this.#climb(known ? 'off_list' : 'not_understood')
  }

  #onNoise(): void {
    const counts = this.runtime.failuresOf(this.path)
    counts.noise += 1
    this.runtime.decide(this.path, 'noise', counts.noise === 1 ? 'the first one is free' : 'again')
    if (counts.noise === 1) this.resume()
    else this.#climb('not_understood')
  }

  /** Takes an answer of the step's own; false when it is too unsure to be one. */
  #take(answer: Answer, heard: Heard): boolean {
    const { runtime, node } = this
    const { confirmBelow } = runtime.scenario
    const isUnsure = answer.confidence < confirmBelow
    // A meaning or mere words are not read back: they are asked for again.
    if (answer.confidence < GUESS || (isUnsure && (!answer.values || answer.isText) && node.confirm !== 'never')) {
      runtime.decide(this.path, 'not_understood', `${answer.meaning ?? 'value'} is too unsure`, answer.confidence)
      this.#climb('not_understood')
      return true
    }
    if (answer.meaning !== undefined && node.answers[answer.meaning] === 'stay') {
      this.listenOn()
      return true
    }
    if (answer.values && !answer.complete) {
      // Part of what is asked: keep it, ask for the rest, at no cost.
      Object.assign(this.#memory.values, answer.values)
      runtime.decide(this.path, 'a part of the answer', answer.because, answer.confidence)
      this.#ask('again')
      return true
    }
    if (saysMore(runtime.scenario, answer, heard)) runtime.state.saidEarlier = [{ text: heard.text }]
    if (answer.values && (node.confirm === 'always' || (node.confirm === 'when unsure' && isUnsure))) this.#readBack(answer)
    else this.#accept(answer)
    return true
  }

  #accept(answer: Answer): void {
    const { runtime, node } = this
    const values = { ...this.#memory.values, ...answer.values }
    // The name of an answer is kept where the step asks for nothing else; of a list only what was chosen.
    if (node.keep && node.chooseFrom === undefined && answer.meaning !== undefined && !answer.values)
      values[node.keep.name] = answer.meaning
    runtime.decide(this.path, answer.meaning ?? 'value', answer.because, answer.confidence)
    for (const [name, value] of Object.entries(values)) runtime.journal({ kind: 'kept', node: this.path, name, value })
    if (Object.keys(values).length > 0) runtime.state.kept.push({ node: this.path, kinds: answer.kinds })
    runtime.state.answered = true
    runtime.state.answers += 1
    delete runtime.state.failures[this.path]
    delete runtime.state.asks[this.path]
    if (answer.meaning === undefined) this.finish({ is: 'values', values })
    else this.finish({ is: 'answered', meaning: answer.meaning, values })
  }

  #skip(because: string): void {
    this.runtime.decide(this.path, 'skipped', because)
    this.finish({ is: 'skipped', values: this.#memory.values })
  }

  #onReadBack(heard: Heard, answer: Answer | undefined): void {
    const memory = this.#memory
    const tentative = memory.readBack
    if (!tentative) return
    const isNew = answer?.values && answer.complete && JSON.stringify(answer.values) !== JSON.stringify(tentative.values)
    const yes = heard.meanings.findLast(({ meaning }) => meaning === 'agree')
    const no = heard.meanings.findLast(({ meaning }) => meaning === 'decline')
    if (isNew && answer && !(yes && !no && answer.isText)) {
      this.runtime.decide(this.path, 'corrected', answer.because, answer.confidence)
      this.#readBack(answer)
    } else if (yes && (!no || no.start < yes.start)) {
      // A doubtful yes books nothing.
      if (yes.confidence < this.runtime.scenario.confirmBelow) this.judge({ ...heard, meanings: [] })
      else this.#accept({ ...tentative, confidence: yes.confidence, because: yes.because })
    } else if (no) {
      memory.readBack = undefined
      memory.values = {}
      memory.rejections += 1
      this.runtime.decide(this.path, 'rejected', no.because, no.confidence)
      if (memory.rejections >= MOST_REJECTIONS) this.finish({ is: 'not_understood' })
      else this.#ask('again')
    } else if (answer && !answer.values) {
      memory.readBack = undefined
      this.#take(answer, heard)
    } else this.judge(heard)
  }

  // ------------------------------------------------------------ keys, silence, ladders

  /** A recogniser that fails is asked once more; then keys are offered, and where there are none, or they are not used, a person. */
  override onSpeechFailed(): void {
    const { runtime } = this
    runtime.state.speechFailures += 1
    const { speechFailures } = runtime.state
    runtime.decide(this.path, 'speech_failed', `${speechFailures} in a row`)
    this.isDeaf = speechFailures > 1
    if (speechFailures === 1) this.#askOnce()
    else if ((this.#memory.readBack !== undefined || takesKeys(this.node)) && speechFailures <= MOST_DEAF_TURNS)
      this.#askForKeys()
    else this.#goToPerson('the recogniser does not work')
  }

  /** A question that nobody hears cannot be answered: a person asks it, and where the voice is still dead after that, the step has failed. */
  override onVoiceFailed(): void {
    const { state } = this.runtime
    if (state.voicemail) return
    const isFirst = state.isVoiceDead !== true
    state.isVoiceDead = true
    if (isFirst) this.#goToPerson('the voice does not work')
    else this.finish({ is: 'failed' })
  }

  #askOnce(): void {
    if (this.runtime.restOfPrompt().length > 0) this.resume()
    else if (this.#memory.readBack) this.#speakReadBack()
    else this.#ask('again')
  }

  #askForKeys(): void {
    if (this.#memory.readBack) this.#speakReadBack()
    else this.#ask(this.node.offerKeys === undefined ? 'again' : 'keys')
  }

  /** The robot cannot hear, or cannot be heard: a person takes over. */
  #goToPerson(because: string): void {
    const { runtime, node } = this
    if (node.anytime['operator'] === 'go') {
      runtime.decide(this.path, 'anytime.operator', because)
      runtime.digress(this.path, 'anytime.operator', undefined)
    } else this.finish({ is: 'failed' })
  }

  override onKeys(digits: string): void {
    if (this.#memory.readBack && (digits === '1' || digits === '2')) {
      const meaning = digits === '1' ? 'agree' : 'decline'
      this.#onReadBack(
        {
          text: '',
          meanings: [{ meaning, confidence: 1, start: 0, end: 0, because: `key ${digits}` }],
          values: [],
          noise: false,
        },
        undefined,
      )
      return
    }
    const answer = readKeysAfter(this.runtime, this.node, this.#memory, digits)
    if (!answer) {
      this.runtime.decide(this.path, 'off_list', `key ${digits} has no meaning here`)
      this.#climb('off_list')
    } else if (answer.values && this.node.confirm === 'always') this.#readBack(answer)
    else this.#accept(answer)
  }

  onSilence(): void {
    // Keys were offered to somebody who perhaps still speaks.
    if (this.isDeaf && this.runtime.failuresOf(this.path).silence > 0) {
      this.#goToPerson('the recogniser does not work')
      return
    }
    const { turn } = this.runtime.state
    if (turn?.partialAt !== undefined && this.runtime.state.now - turn.partialAt < PARTIAL_HOLDS_MS && !this.#heldForPartial) {
      this.#heldForPartial = true
      this.runtime.speak(this.path, 'rest', [], { ...this.listening(), silenceMs: LATE_FINAL_MS }, true)
      return
    }
    this.#climb('silence')
  }

  /** The rung of the silence is given back. */
  override onLateSpeech(): void {
    const counts = this.runtime.failuresOf(this.path)
    if (counts.silence > 0) {
      counts.silence -= 1
      this.runtime.state.failureTotal -= 1
    }
  }

  #climb(ladder: Ladder): void {
    const { runtime, node } = this
    this.#heldForPartial = false
    const rung = climb(runtime, node, ladder)
    switch (rung) {
      case 'limit':
        runtime.send('limit')
        return
      case 'skip':
        this.#skip('no answer to a question that may be skipped')
        return
      case 'leave':
        this.finish({ is: ladder === 'silence' ? 'silent' : ladder })
        return
      default:
    }
    const sentences = rung.say === undefined ? [] : runtime.sentences(rung.say, node.scope)
    const intro: Intro | undefined = sentences.length > 0 ? { form: ladder, sentences } : undefined
    if (rung.then === 'listen') runtime.speak(this.path, ladder, [], this.listening(), false, intro)
    else if (this.#memory.readBack) this.#speakReadBack(intro)
    else if (rung.then !== 'leave') this.#ask(rung.then === 'keys' && !node.offerKeys ? 'repeat' : rung.then, intro)
  }
}
