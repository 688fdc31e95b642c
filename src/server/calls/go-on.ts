import type { CallResult } from '../../engine/call/index.ts'
import type { Clock, Telephone, TelephoneEvent } from '../../engine/call/ports.ts'
import type { OpenedCall } from '../../engine/jambonz/index.ts'
import type { Stayed } from '../../scenarios/contact/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'

/** A further conversation of a call. */
export interface Further {
  /** Its place among the further ones, from 1. */
  readonly number: number
  readonly language: Language
  /** As the conversation before it was about. */
  readonly isSamePerson: boolean
  /** Opens it; `telephone` is the call's, `stayed` says who is on the line, `onEnd` is told before it is left. */
  open(telephone: Telephone, onEnd: OnEnd, stayed?: Stayed): OpenedCall
  /** It is not held after all: they hung up before. */
  drop(): void
  /** As plain data, until it has begun. */
  keep(stayed?: Stayed): unknown
  /** Another process has the call before it has begun. */
  leave(): void
}

/** Told of a conversation's end, and whether whoever is on the line has shown to be the person that it was about. */
export type OnEnd = (result: CallResult, isIdentified: boolean) => void

/** What several conversations in one call are made of. */
export interface GoOnOptions {
  readonly callId: string
  readonly clock: Clock
  readonly telephone: Telephone
  /** The next conversation, each once; undefined: there is none, or it cannot be held. */
  takeNext(): Further | undefined
}

/** Ends after which nothing else is talked about: people are to see to it, or the person wants nothing more. */
const ENDS_ALL: ReadonlySet<string> = new Set([
  'opted_out',
  'deceased',
  'complaint',
  'emergency',
  'handed_over',
  'withdrawn',
  'bot_fault',
  'callback',
  'wrong_person',
  'relative',
  'refused',
  'unfinished',
  'no_speech',
  'screened',
  'voicemail',
  'voicemail_left',
  'hung_up',
  'hung_up_early',
  'unreachable',
])

/** Said to somebody who stays on the line: about themselves, or about somebody else of the same number. */
const ONE_MORE: Readonly<Record<Language, readonly [string, string]>> = {
  pl: [
    'Proszę się jeszcze nie rozłączać, mam jeszcze jedną sprawę.',
    'Proszę się jeszcze nie rozłączać, mam też wiadomość dla innej osoby pod tym numerem.',
  ],
  uk: [
    'Будь ласка, не кладіть слухавку, є ще одна справа.',
    'Будь ласка, не кладіть слухавку, є також повідомлення для іншої людини за цим номером.',
  ],
  ru: [
    'Пожалуйста, не кладите трубку, есть ещё один вопрос.',
    'Пожалуйста, не кладите трубку, есть также сообщение для другого человека по этому номеру.',
  ],
  ca: [
    'Si us plau, no pengi encara: hi ha una altra qüestió.',
    "Si us plau, no pengi encara: també hi ha un missatge per a una altra persona d'aquest número.",
  ],
  en: [
    'Please stay on the line, there is one more thing.',
    'Please stay on the line, there is also a message for someone else at this number.',
  ],
}
/** The words are over by then, whatever is heard of them. */
const WORDS_MS = 15_000

/**
 * Holds several conversations in one call, each with its own result. After one that ended well the line is kept, and
 * the next begins, which knows who is on it; else the call ends with it. `announced`: another process has said the words before the next, which may still be playing.
 */
export function goOn(
  options: GoOnOptions,
  begun: { readonly first: Pick<Further, 'open'> } | { readonly announced: Further; readonly stayed?: Stayed },
): OpenedCall {
  const { callId, clock, telephone } = options
  let current: OpenedCall
  const begin = (further: Pick<Further, 'open'>, stayed?: Stayed): void => {
    let wantsToHangUp = false
    // Whether it hangs up is known when its result is.
    const held: Telephone = {
      turn: turn => telephone.turn(turn),
      transfer: request => telephone.transfer(request),
      wait: turn => telephone.wait?.(turn),
      hangUp: () => void (wantsToHangUp = true),
    }
    const onEnd: OnEnd = ({ outcome }, isIdentified) => {
      if (!wantsToHangUp) return
      const next = ENDS_ALL.has(outcome) ? undefined : options.takeNext()
      if (next === undefined) return telephone.hangUp()
      // Who has not shown to be this person is greeted and asked as in a call of its own.
      awaitWords(next, !next.isSamePerson ? 'someone_else' : isIdentified ? 'same_person' : undefined)
      current.start()
    }
    current = further.open(held, onEnd, stayed)
  }
  const say = (next: Further, turn: string): void => {
    const text = ONE_MORE[next.language][next.isSamePerson ? 0 : 1]
    const listen = { silenceMs: 0, interrupt: 'never', hints: [], keys: { max: 0, betweenMs: 0 } } as const
    telephone.turn({ id: turn, language: next.language, pace: 'normal', say: [{ key: '', text }], listen })
  }
  const awaitWords = (next: Further, stayed: Stayed | undefined): void => {
    const turn = `${callId}-on-${next.number}`
    let isOver = false
    const end = (): void => {
      if (isOver) return
      isOver = true
      clock.clearTimeout(timer)
      begin(next, stayed)
      current.start()
    }
    const timer = clock.setTimeout(end, WORDS_MS)
    current = {
      start: () => say(next, turn),
      keep: () => next.keep(stayed),
      leave() {
        isOver = true
        clock.clearTimeout(timer)
        next.leave()
      },
      receive(event: TelephoneEvent) {
        if (event.kind === 'hangup') {
          isOver = true
          clock.clearTimeout(timer)
          next.drop()
        } else if ('turn' in event && event.turn === turn) {
          if (event.kind === 'prompt' ? event.state !== 'started' : event.kind !== 'partial') end()
        }
      },
    }
  }
  if ('first' in begun) begin(begun.first)
  else awaitWords(begun.announced, begun.stayed)
  return {
    // What was announced is being said, or was: if it is lost, the line says so.
    start: () => 'first' in begun && current.start(),
    receive: event => current.receive(event),
    keep: () => current.keep?.(),
    leave: () => current.leave?.(),
  }
}
