import { createHash } from 'node:crypto'
import type { Language } from '../../../scenarios/model/documents.ts'
import type { Clock, Heard, HearingContext, Hypothesis, ModelUse, Understanding } from '../../call/ports.ts'
import { readPolarity } from '../polarity/index.ts'
import { dropFillers, splitWords } from '../tokens.ts'
import { Allowance, type DailyLimit, type DayOfUse, type Prices, type UsageStore } from './allowance.ts'
import { AnswerCache } from './answer-cache.ts'
import { Asker, type Asked } from './asker.ts'
import { type Candidate, listCandidates, versionOf } from './candidates.ts'
import { isDecided } from './is-sure.ts'
import type { LanguageModel } from './language-model.ts'
import { makeRequest } from './make-request.ts'
import { type MaskedText, maskText } from './masking/index.ts'
import { showQuestion } from './show-question.ts'

/** A local reading under this is none when the model cannot be asked. */
const LEAST_ALONE = 0.4
/** How sure an answer of the model is: alone, and when the local understanding had thought of it. */
const MODEL = 0.75
const BOTH = 0.9
const MOST_ANSWERS_KEPT = 2_000
const BUDGET_MS = 700
const LIMIT: DailyLimit = { kind: 'requests', most: 2_000 }

/** Meanings that are a yes or a no. */
const POLAR: Readonly<Record<string, 'agree' | 'decline'>> = {
  agree: 'agree',
  book_now: 'agree',
  decline: 'decline',
  refuse: 'decline',
}

/** An answer that the model gave, as it may be kept: a candidate for the lexicon. */
export interface ModelAnswer {
  readonly language: Language
  /** What was said, masked. */
  readonly text: string
  readonly meaning: string
  /** Epoch ms. */
  readonly at: number
}

/** What a cascade is made of. */
export interface CascadeOptions {
  readonly local: { hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard }
  readonly model: LanguageModel
  readonly clock: Clock
  /** How long a caller waits for the model, ms. */
  readonly budgetMs?: number
  readonly limit?: DailyLimit
  readonly prices?: Prices
  readonly usage?: UsageStore
  /** Told every answer that was taken and that holds nothing masked. */
  onAnswer?(answer: ModelAnswer): void
  /** Told every use. */
  onUse?(use: ModelUse): void
}

/** What the model was used for since the start, and today. */
export interface ModelCounters {
  readonly model: string
  readonly uses: Readonly<Record<ModelUse['outcome'], number>>
  readonly cached: number
  readonly tokensIn: number
  readonly tokensOut: number
  /** In the currency of the prices. */
  readonly cost: number
  readonly today: DayOfUse
}

/** Understanding with a language model behind the local one. */
export interface Cascade extends Understanding {
  counters(): ModelCounters
}

/**
 * Understands locally, and asks a language model where that is unsure: which of the step's meanings fits. What leaves is masked; only a meaning on
 * offer is accepted, values stay the local ones, danger and opt-out are never its to decide. What takes longer than the budget, fails or is too much is as if the model were not there.
 */
export function createCascade(options: CascadeOptions): Cascade {
  return new ModelCascade(options)
}

class ModelCascade implements Cascade {
  readonly #options: CascadeOptions
  readonly #allowance: Allowance
  readonly #asker: Asker
  readonly #kept = new AnswerCache<Asked>(MOST_ANSWERS_KEPT)
  readonly #asking = new Map<string, Promise<Asked>>()
  readonly #uses: Record<ModelUse['outcome'], number> = {
    answered: 0,
    none: 0,
    contradicted: 0,
    malformed: 0,
    timeout: 0,
    failed: 0,
    over_quota: 0,
    limit: 0,
    paused: 0,
  }
  readonly #totals = { cached: 0, tokensIn: 0, tokensOut: 0, cost: 0 }

  constructor(options: CascadeOptions) {
    this.#options = options
    this.#allowance = new Allowance(options.limit ?? LIMIT, options.prices ?? { in: 0, out: 0 }, options.usage)
    this.#asker = new Asker(options.model, options.clock, options.budgetMs ?? BUDGET_MS)
  }

  counters(): ModelCounters {
    const { model, clock } = this.#options
    return { model: model.name, uses: { ...this.#uses }, ...this.#totals, today: this.#allowance.usedOn(clock.now()) }
  }

  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard | Promise<Heard> {
    const heard = this.#options.local.hear(hypotheses, context)
    if (isDecided(heard, context)) return heard
    const said = maskText(heard.text, context)
    if (!isTelling(said)) return heard
    const candidates = listCandidates(said.text, context)
    const question = showQuestion(context)
    const key = keyOf([
      versionOf(context.scenario, context.language),
      context.language,
      question,
      candidates.map(({ meaning }) => meaning),
      withoutCommas(said.text),
    ])
    const kept = this.#kept.get(key)
    if (kept !== undefined) return this.#conclude(heard, said, context, asKnown(kept))
    const running = this.#asking.get(key)
    if (running !== undefined) return running.then(asked => this.#conclude(heard, said, context, asKnown(asked)))
    const now = this.#options.clock.now()
    if (!this.#allowance.allows(now)) return this.#conclude(heard, said, context, skip('limit'))
    if (this.#asker.isPaused) return this.#conclude(heard, said, context, skip('paused'))
    const asking = this.#ask(said.text, question, candidates, context, key)
    this.#asking.set(key, asking)
    return asking.then(asked => this.#conclude(heard, said, context, asked))
  }

  async #ask(
    said: string,
    question: string,
    candidates: readonly Candidate[],
    context: HearingContext,
    key: string,
  ): Promise<Asked> {
    this.#allowance.begin(this.#options.clock.now())
    const asked = await this.#asker.ask(makeRequest(said, question, candidates, context.language))
    this.#asking.delete(key)
    if (asked.outcome === 'answered' || asked.outcome === 'none') this.#kept.set(key, asked)
    this.#totals.tokensIn += asked.tokensIn
    this.#totals.tokensOut += asked.tokensOut
    this.#totals.cost += this.#allowance.spend(this.#options.clock.now(), asked.tokensIn, asked.tokensOut)
    return asked
  }

  /** What is heard, now that the model has answered or has not. */
  #conclude(heard: Heard, said: MaskedText, { language }: HearingContext, asked: Asked): Heard {
    const { model, clock } = this.#options
    const isOpposite = asked.meaning !== undefined && contradicts(heard.text, language, asked.meaning)
    const outcome = isOpposite ? 'contradicted' : asked.outcome
    this.#uses[outcome] += 1
    if (asked.cached) this.#totals.cached += 1
    const use: ModelUse = { model: model.name, ...asked, outcome }
    this.#options.onUse?.(use)
    if (outcome === 'none' || outcome === 'contradicted') return { ...heard, meanings: [], model: use }
    const { meaning } = asked
    if (outcome !== 'answered' || meaning === undefined)
      return { ...heard, meanings: heard.meanings.filter(({ confidence }) => confidence >= LEAST_ALONE), model: use }
    if (!said.hasMasks) this.#options.onAnswer?.({ language, text: withoutCommas(said.text), meaning, at: clock.now() })
    const confidence = heard.meanings.some(one => one.meaning === meaning) ? BOTH : MODEL
    const because = `the language model ${model.name}`
    return { ...heard, meanings: [{ meaning, confidence, start: 0, end: heard.text.length, because }], model: use }
  }
}

/** Whether what is left after masking says anything. */
function isTelling({ text }: MaskedText): boolean {
  return /\p{L}{2}/u.test(text.replace(/⟨\w+⟩/g, ''))
}

/** A yes from the model where the words say no, or the reverse. */
function contradicts(text: string, language: Language, meaning: string): boolean {
  const answer = POLAR[meaning]
  if (answer === undefined) return false
  const polarity = readPolarity(dropFillers(splitWords(text), language), language)
  return polarity !== undefined && polarity.answer !== answer
}

/** Recognisers set commas as they like. */
function withoutCommas(text: string): string {
  return text.replaceAll(',', '')
}

function asKnown(asked: Asked): Asked {
  return { ...asked, cached: true, ms: 0, tokensIn: 0, tokensOut: 0 }
}

function skip(outcome: 'limit' | 'paused'): Asked {
  return { outcome, ms: 0, tokensIn: 0, tokensOut: 0, cached: false }
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}
