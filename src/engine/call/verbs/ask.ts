import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import { tellsOfContact } from '../../../scenarios/compile/index.ts'
import type { Heard, HearingContext, Listening, PromptForm, SpokenSentence } from '../ports.ts'
import { shareHeard } from '../share-heard.ts'
import type { Answer, AskMemory, Interrupted } from '../state.ts'
import type { Intro } from '../runtime.ts'
import { hintsOf } from './hints.ts'
import { readKeys } from './read-keys.ts'
import { optionsOf, personAskedFor, readAnswer } from './read-answer.ts'
import { correctEarlier } from './correct.ts'
import { ListeningVerb } from './verb.ts'

type Ladder = 'silence' | 'not_understood' | 'off_list'

/** After a partial this recent, silence means that the recogniser is still at it, ms. */
const PARTIAL_HOLDS_MS = 3_000
const LATE_FINAL_MS = 2_000
const MOST_REJECTIONS = 3
/** An answer with less than this is no answer at all. */
const GUESS = 0.35
/** Nothing else was said than this. */
const SURE = 0.95
/** Meanings that decline a question which may be skipped. */
const NO_ANSWER: readonly string[] = ['skip', 'decline', 'refuse']

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
      // Mere words would take anything for an answer.
      if (!answer?.values || !answer.complete || answer.isText || isRough(answer)) {
        this.#ask('full')
        return
      }
      runtime.decide(this.path, 'filled from what was said earlier', answer.because, answer.confidence)
      if (this.node.confirm === 'never') this.#accept(answer)
      else this.#readBack(answer)
    }
    const heard = runtime.options.understanding.hear(said, context)
    const post = (late: Heard): void => runtime.post({ kind: 'timer', run: () => decide(late) })
    // An understanding that fails has understood nothing; then it is asked.
    if (heard instanceof Promise) heard.then(post, () => post({ text: '', meanings: [], values: [], noise: false }))
    else decide(heard)
  }

  // ------------------------------------------------------------ speaking

  #text(form: PromptForm): readonly SpokenSentence[] {
    const { node, runtime } = this
    const key =
      form === 'full'
        ? node.prompt
        : form === 'rephrase'
          ? (node.rephrase ?? node.again ?? node.prompt)
          : form === 'keys'
            ? (node.offerKeys ?? node.again ?? node.prompt)
            : (node.again ?? node.prompt)
    return runtime.sentences(key, node.scope)
  }

  #ask(form: PromptForm, intro?: Intro): void {
    this.runtime.speak(this.path, form, this.#text(form), this.listening(), false, intro)
  }

  protected listening(): Listening {
    const { node, runtime } = this
    const isLong = Object.values(node.listenFor).some(
      type => type.kind === 'phone' || type.kind === 'date' || type.kind === 'number',
    )
    return this.listen({
      silenceMs: node.silenceAfterMs,
      interrupt: node.letFinish ? 'never' : 'partial',
      hints: hintsOf(runtime.scenario, runtime.state.language, node),
      keys: isLong
        ? { max: 15, finishOn: '#', betweenMs: 3_000 }
        : { max: Object.values(node.listenFor).some(type => type.kind === 'scale' && type.to > 9) ? 2 : 1, betweenMs: 2_000 },
    })
  }

  #readBack(answer: Answer): void {
    this.#memory.readBack = answer
    this.#speakReadBack()
  }

  #speakReadBack(intro?: Intro): void {
    const { node, runtime } = this
    const tentative = this.#memory.readBack
    // What was chosen of a list is of the list's kind; anything else is the caller's own words.
    const tells = node.chooseFrom !== undefined && tellsOfContact(runtime.scenario, node.scope, node.chooseFrom)
    const extra = Object.fromEntries(
      Object.entries(tentative?.values ?? {}).map(([name, value]) => [
        name,
        { value, type: node.listenFor[name] ?? node.keep?.type ?? TEXT, tells },
      ]),
    )
    const sentences = runtime.sentences(node.readBack, node.scope, {
      ...extra,
      value: { value: tentative?.spoken ?? '', type: TEXT, tells },
    })
    runtime.speak(this.path, 'read_back', sentences, this.listening(), false, intro)
  }

  // ------------------------------------------------------------ hearing

  override hearing(): Pick<HearingContext, 'own' | 'anytime' | 'expect' | 'options' | 'person'> {
    const { node, runtime } = this
    const own = Object.keys(node.answers)
    if (node.answers['none']) own.push('none_of_these')
    if (this.#memory.readBack) own.push('agree', 'decline')
    if (node.optional) own.push(...NO_ANSWER)
    const options = optionsOf(runtime, node)
    const person = personAskedFor(runtime, node)
    return {
      own,
      anytime: Object.keys(node.anytime),
      expect: node.listenFor,
      ...(options ? { options } : {}),
      ...(person ? { person } : {}),
    }
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

  /** Nobody can be the person asked for before the name was said: a greeting of a voicemail begins with the call, and so does "tak, słucham". */
  #cameBeforeTheQuestion(): boolean {
    const { runtime, node } = this
    const { turn, previous } = runtime.state
    // Asked again, the question was heard before.
    if (previous?.node === this.path && previous.ended === 'silence') return false
    if (node.asksFor === undefined || turn?.startedAt === undefined || turn.answeredAt === undefined) return false
    const before = runtime.lengthOf(turn.sentences.slice(0, -1)) / Math.max(1, turn.lengthMs)
    if (shareHeard(turn, turn.answeredAt - turn.startedAt) >= before) return false
    runtime.decide(this.path, 'too_early', 'the question was not asked yet')
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
    if (heard.values.some(value => value.name === undefined && value.kind !== 'option' && !value.denied))
      runtime.state.saidEarlier = [{ text: heard.text }]
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
    const answer = readKeys(this.runtime, this.node, digits)
    if (!answer) {
      this.runtime.decide(this.path, 'off_list', `key ${digits} has no meaning here`)
      this.#climb('off_list')
    } else if (answer.values && this.node.confirm === 'always') this.#readBack(answer)
    else this.#accept(answer)
  }

  onSilence(): void {
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
    const counts = runtime.failuresOf(this.path)
    counts[ladder] += 1
    runtime.state.failureTotal += 1
    this.#heldForPartial = false
    runtime.journal({ kind: 'rung', node: this.path, ladder, rung: counts[ladder] })
    if (runtime.state.failureTotal > runtime.scenario.limits.failures && runtime.can('limit')) {
      runtime.decide(this.path, 'limit', 'too many failures in one call')
      runtime.send('limit')
      return
    }
    if (node.optional && counts.silence + counts.not_understood + counts.off_list > 1) {
      this.#skip('no answer to a question that may be skipped')
      return
    }
    const rungs = ladder === 'silence' ? node.silence : ladder === 'not_understood' ? node.notUnderstood : node.offList
    const rung = rungs[counts[ladder] - 1]
    if (!rung || rung.then === 'leave') {
      // A later visit of the step starts at the bottom again.
      delete runtime.state.failures[this.path]
      this.finish({ is: ladder === 'silence' ? 'silent' : ladder })
      return
    }
    const sentences = rung.say === undefined ? [] : runtime.sentences(rung.say, node.scope)
    const intro: Intro | undefined = sentences.length > 0 ? { form: ladder, sentences } : undefined
    if (rung.then === 'listen') runtime.speak(this.path, ladder, [], this.listening(), false, intro)
    else if (this.#memory.readBack) this.#speakReadBack(intro)
    else this.#ask(rung.then === 'keys' && !node.offerKeys ? 'repeat' : rung.then, intro)
  }
}

/** An address whose parts nobody could tell is little more than words. */
function isRough({ kinds, confidence }: Answer): boolean {
  return kinds.includes('address') && confidence < SURE_OF_ADDRESS
}

const SURE_OF_ADDRESS = 0.6
const TEXT = { kind: 'text', optional: false } as const
