import type { AnyActorRef } from 'xstate'
import type { CompiledNode, CompiledScenario, NodePath, Scope, TextKey } from '../../scenarios/compile/compiled.ts'
import { makesSureWho } from '../../scenarios/compile/index.ts'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { ValueExpr } from '../../scenarios/model/step.ts'
import { estimateSpokenMs } from '../../scenarios/texts/index.ts'
import type { CallOptions } from './call-options.ts'
import type { CallEvent } from './inbox.ts'
import { KeptBack } from './kept-back.ts'
import { isNobody } from './listener.ts'
import type { Heard, HearingContext, JournalEntry, Listening, PromptForm, SpokenSentence, TelephoneEvent } from './ports.ts'
import { type ExtraValues, Prompter, valueAt } from './prompts.ts'
import type { CallState, FailureCounts, TurnState } from './state.ts'

/** A journal entry without its time, which the runtime adds. */
type Entry = JournalEntry extends infer E ? (E extends { at: number } ? Omit<E, 'at'> : never) : never

/** A pause in a conversation that nobody notices. */
const SPEAK_WITHIN_MS = 700
/** Utterances that are remembered. */
const MOST_SAID = 10

/** What is said before a prompt, by another rule than the step's own. */
export interface Intro {
  readonly form: PromptForm
  readonly sentences: readonly SpokenSentence[]
}

/** What the verbs of a call have in common: its state, its machine, its mouth and ears. One per call. */
export class Runtime {
  readonly options: CallOptions
  readonly state: CallState
  /** Tells that the lexicon's words of a machine were heard, and nothing else. Returns whether the call goes by it. */
  onMachine: (meaning: string, because: string) => boolean = () => false
  readonly #prompter: Prompter
  readonly #post: (event: CallEvent) => void
  #machine: AnyActorRef | undefined

  constructor(options: CallOptions, state: CallState, post: (event: CallEvent) => void) {
    this.options = options
    this.state = state
    this.#post = post
    this.#prompter = new Prompter(options, state)
  }

  get scenario(): CompiledScenario {
    return this.options.scenario
  }

  bindMachine(machine: AnyActorRef): void {
    this.#machine = machine
  }

  node(path: NodePath): CompiledNode {
    const node = this.scenario.nodes[path]
    if (!node) throw new Error(`invariant: the machine knows a node that the scenario does not: ${path}`)
    return node
  }

  journal(entry: Entry): void {
    const at = this.options.clock.now()
    const { recording } = this.state
    const isSpoken = entry.kind === 'prompt' || entry.kind === 'utterance' || entry.kind === 'keys'
    const recordedMs = recording && isSpoken ? readRecordedMs(recording, at) : undefined
    const stamped = { at, ...entry }
    this.options.journal((recordedMs === undefined ? stamped : { ...stamped, recordedMs }) as JournalEntry)
  }

  /** The recording begins, pauses or goes on: from here on the journal points into it. */
  noteRecording({ state, id, path }: Extract<TelephoneEvent, { kind: 'recording' }>): void {
    const at = this.options.clock.now()
    const known = this.state.recording
    if (state === 'started') this.state.recording = { id, since: at, pausedMs: 0, pausedAt: undefined }
    else if (known && state === 'paused') known.pausedAt ??= at
    else if (known?.pausedAt !== undefined && state === 'resumed') {
      known.pausedMs += at - known.pausedAt
      known.pausedAt = undefined
    }
    this.journal({ kind: 'recording', state, id, ...(path === undefined ? {} : { path }) })
  }

  /** Writes down what is let pass, and why. */
  ignore(event: string, because: string): void {
    this.journal({ kind: 'ignored', event, because })
  }

  /** Writes down what was decided at a step, and why. */
  decide(node: NodePath, decision: string, because: string, confidence?: number): void {
    this.journal({ kind: 'decision', node, decision, because, ...(confidence === undefined ? {} : { confidence }) })
  }

  // ------------------------------------------------------------ data

  /** The data that a step sees: its scope's own, and the clinic's facts and the caller with the last words. */
  dataOf(scope: Scope): Readonly<Record<string, unknown>> {
    const all = (this.#machine?.getSnapshot().context.data ?? {}) as Record<Scope, Record<string, unknown>>
    const root = all[''] ?? {}
    const caller = { ...(root['caller'] as object | undefined), ...this.lastWords() }
    return scope === '' ? { ...root, caller } : { clinic: root['clinic'], caller, ...all[scope] }
  }

  /** What the caller said last. */
  lastWords(): { readonly words?: string } {
    const said = this.state.said.at(-1)
    return said === undefined ? {} : { words: said.text }
  }

  /** What of the scenario's `gives` has been kept. */
  given(): Readonly<Record<string, unknown>> {
    const data = this.dataOf('')
    return Object.fromEntries(
      Object.keys(this.scenario.gives.fields)
        .filter(name => data[name] !== undefined)
        .map(name => [name, data[name]]),
    )
  }

  /** What the understanding is told of a step. `answers`: what is heard may answer what was said last. */
  contextOf(
    node: NodePath,
    hearing: Pick<HearingContext, 'own' | 'anytime' | 'expect' | 'options' | 'person'>,
    answers: boolean,
  ): HearingContext {
    const { scenario, state } = this
    return {
      scenario,
      language: state.language,
      node,
      now: this.options.clock.now(),
      zone: scenario.clinic.zone,
      data: (this.#machine?.getSnapshot().context.data ?? {}) as NonNullable<HearingContext['data']>,
      ...(answers && state.lastPrompt.length > 0 ? { question: [...new Set(state.lastPrompt.map(({ key }) => key))] } : {}),
      ...hearing,
    }
  }

  valueOf(expr: ValueExpr, scope: Scope): unknown {
    return expr.kind === 'literal' ? expr.value : valueAt(this.dataOf(scope), expr.path)
  }

  format(value: unknown, type: DataType): string {
    return this.#prompter.format(value, type)
  }

  // ------------------------------------------------------------ machine

  /** Whether the machine would do something with an event where it is now. */
  can(type: string): boolean {
    return this.#machine?.getSnapshot().can({ type }) ?? false
  }

  send(type: string): void {
    this.#machine?.send({ type, at: this.state.now, ...this.lastWords() })
  }

  /** Leaves the step for something that works anytime or for who answered; `back` will return. An answer said in the same breath waits. */
  digress(from: NodePath, type: string, answer: Heard | undefined): void {
    this.state.interrupted.push({ node: from, answer })
    this.send(type)
  }

  // ------------------------------------------------------------ speaking and listening

  sentences(key: TextKey | undefined, scope: Scope, extra?: ExtraValues): readonly SpokenSentence[] {
    return key === undefined ? [] : this.#prompter.speak(key, scope, this.dataOf(scope), extra)
  }

  write(key: TextKey, scope: Scope): string {
    return this.#prompter.write(key, scope, this.dataOf(scope))
  }

  /** A text for the clinic's own people, in their language. */
  summarise(key: TextKey, scope: Scope): string {
    return this.#prompter.summarise(key, scope, this.dataOf(scope))
  }

  /**
   * Begins a turn: speak, then listen. `goesOn`: the same turn of the conversation listens on, so its speech may have begun in it.
   * `intro` is said before it, by another rule ("Halo, czy mnie słychać?").
   */
  speak(
    node: NodePath,
    form: PromptForm,
    own: readonly SpokenSentence[],
    listen: Listening,
    goesOn = false,
    intro?: Intro,
  ): void {
    const { state, options } = this
    const now = options.clock.now()
    const intros = [this.#apologise(own.length > 0 || intro !== undefined), intro].filter(one => one !== undefined)
    const say = intros.length > 0 ? [...intros.flatMap(({ sentences }) => sentences), ...own] : own
    this.keepBack(say)
    const before = state.turn
    state.turns += 1
    const turn: TurnState = {
      id: `${options.id}-${state.turns}`,
      node,
      form,
      sentences: say,
      since: goesOn && before ? before.since : now,
      lengthMs: this.lengthOf(say),
      goesOnFrom: goesOn && before ? [before.id, ...before.goesOnFrom] : [],
      startedAt: undefined,
      heardMs: 0,
      playedMs: undefined,
      partialAt: undefined,
      answeredAt: undefined,
      ended: undefined,
    }
    if (!goesOn) state.previous = before
    state.turn = turn
    if (say.length > 0) {
      if (form !== 'filler' && form !== 'rest' && own.length > 0) state.lastPrompt = own
      for (const { form: its, sentences } of intros) this.notePrompt(turn.id, node, its, sentences)
      this.notePrompt(turn.id, node, form, own)
    }
    const place = this.node(node)
    const isUnrecorded = (place.kind === 'ask' || place.kind === 'say') && place.isUnrecorded === true
    options.telephone.turn({
      id: turn.id,
      language: state.language,
      pace: state.pace,
      say,
      listen,
      ...(isUnrecorded ? { isUnrecorded } : {}),
    })
  }

  /** Throws if something would be told to whoever may not hear it. Nothing is spoken that has not come by here. */
  keepBack(say: readonly SpokenSentence[]): void {
    if (!isNobody(this.state.listener) && (this.isIdentified || !makesSureWho(this.scenario))) return
    const telling = say.find(({ tells }) => tells)
    if (telling) throw new KeptBack(telling.key)
  }

  /** The policy's apology for a line that broke, before the next words. */
  #apologise(hasWords: boolean): Intro | undefined {
    const { state, scenario } = this
    if (!state.owesApology || !hasWords) return undefined
    state.owesApology = false
    const sentences = this.sentences(scenario.interrupted, '')
    return sentences.length === 0 ? undefined : { form: 'interrupted', sentences }
  }

  /** Writes down what is said, one entry a text. */
  notePrompt(turn: string, node: NodePath, form: PromptForm, say: readonly SpokenSentence[]): void {
    for (const { key, text } of joinByKey(say)) this.journal({ kind: 'prompt', turn, node, form, key, text })
  }

  lengthOf(say: readonly SpokenSentence[]): number {
    let ms = 0
    for (const sentence of say) ms += estimateSpokenMs(sentence.text, this.state.language)
    return this.state.pace === 'slow' ? ms * 1.25 : ms
  }

  /** What of the current turn's prompt was not heard yet, from the beginning of the sentence that was cut. */
  restOfPrompt(): readonly SpokenSentence[] {
    const turn = this.state.turn
    if (!turn) return []
    let until = 0
    for (const [index, sentence] of turn.sentences.entries()) {
      until += this.lengthOf([sentence])
      // A sentence of which only the last word was missing counts as heard.
      if (until - 250 > turn.heardMs) return turn.sentences.slice(index)
    }
    return []
  }

  /** How long a caller who has spoken may hear nothing, ms. */
  get speakWithinMs(): number {
    return this.options.speakWithinMs ?? SPEAK_WITHIN_MS
  }

  /** Whether the person on the telephone has shown to be the one that the call is about. */
  get isIdentified(): boolean {
    return !this.state.handedOver && !this.state.mistaken && this.hasConfirmed
  }

  /** Whether the identity step has said so, whatever was heard since. */
  get hasConfirmed(): boolean {
    return this.#machine?.getSnapshot().context.identified === true
  }

  // ------------------------------------------------------------ counting, time

  failuresOf(node: NodePath): FailureCounts {
    const known = this.state.failures[node]
    if (known) return known
    const counts: FailureCounts = { silence: 0, not_understood: 0, off_list: 0, noise: 0 }
    this.state.failures[node] = counts
    return counts
  }

  /** Remembers what the caller said, for whoever takes the call over. */
  noteSaid(node: NodePath, text: string): void {
    const { said } = this.state
    said.push({ node, text })
    if (said.length > MOST_SAID) said.shift()
  }

  /** Runs something later, in its turn among the call's events. */
  setTimer(ms: number, run: () => void): unknown {
    return this.options.clock.setTimeout(() => this.#post({ kind: 'timer', run }), ms)
  }

  clearTimer(timer: unknown): void {
    if (timer !== undefined) this.options.clock.clearTimeout(timer)
  }

  post(event: CallEvent): void {
    this.#post(event)
  }
}

/** Where in a recording an instant is, ms; undefined while it pauses. */
function readRecordedMs({ since, pausedMs, pausedAt }: NonNullable<CallState['recording']>, at: number): number | undefined {
  return pausedAt === undefined ? at - since - pausedMs : undefined
}

function joinByKey(say: readonly SpokenSentence[]): readonly SpokenSentence[] {
  const joined: { key: TextKey; text: string }[] = []
  for (const sentence of say) {
    const last = joined.at(-1)
    if (last?.key === sentence.key) last.text += ` ${sentence.text}`
    else joined.push({ ...sentence })
  }
  return joined
}
