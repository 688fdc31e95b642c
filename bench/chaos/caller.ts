import type { Clock } from '../../src/engine/call/ports.ts'
import type { VirtualTelephone } from '../../src/simulation/index.ts'
import type { Sound } from '../../src/simulation/telephone/sounds.ts'

/** What somebody wants, and what comes of it when nothing breaks. */
export const CALLERS = [
  { wants: 'to come', outcome: 'confirmed', services: ['confirm_visit'], visit: ['yes'], sure: [] },
  { wants: 'another time', outcome: 'moved', services: ['free_times', 'move_visit'], visit: ['move it'], sure: [] },
  { wants: 'to cancel', outcome: 'cancelled', services: ['cancel_visit'], visit: ['#3'], sure: ['yes'] },
  { wants: 'to know who calls', outcome: 'confirmed', services: ['confirm_visit'], visit: ['who is it', 'yes'], sure: [] },
] as const satisfies readonly CallerScript[]

interface CallerScript {
  readonly wants: string
  readonly outcome: string
  readonly services: readonly string[]
  /** Answers to the visit, in order; the last stays. `#`: a key. */
  readonly visit: readonly string[]
  /** Answers to "shall I cancel it?" */
  readonly sure: readonly string[]
}

/** Somebody is looked at so often, ms. */
const LOOK_MS = 50
/** From the end of a question to the answer. */
const THINK_MS = 400
/** An answer that nothing follows from is given again. */
const AGAIN_MS = 9_000

/** Answers what the robot asks, by what is audible. */
export function answerLikeCaller(clock: Clock, telephone: VirtualTelephone, script: CallerScript): (sound: Sound) => void {
  let question = ''
  let questions = 0
  let answered = 0
  let answeredAt = 0
  let listensSince: number | undefined
  let visits = 0

  const reply = (): string | undefined => {
    // What is asked last comes first: the offered times may be on a Tuesday, too.
    if (question.includes('cancel it?')) return script.sure[0]
    // Not "the first", which may be the first of a month as well.
    if (question.includes('Which one?')) return 'the earliest'
    if (question.includes('right?')) return 'yes'
    if (!/on Tuesday/i.test(question)) return undefined
    visits += 1
    return script.visit[Math.min(visits, script.visit.length) - 1]
  }
  const look = (): void => {
    if (telephone.isOver) return
    const now = clock.now()
    if (!telephone.isWaitingForCaller) listensSince = undefined
    else listensSince ??= now
    const isNew = answered < questions || now - answeredAt > AGAIN_MS
    if (listensSince !== undefined && now - listensSince >= THINK_MS && isNew) {
      answered = questions
      answeredAt = now
      const words = reply()
      if (words?.startsWith('#') === true) telephone.caller.press(words.slice(1))
      else if (words !== undefined) telephone.caller.speak({ text: words, confidence: 0.9, finalAfterMs: 300 })
    }
    clock.setTimeout(look, LOOK_MS)
  }
  clock.setTimeout(look, LOOK_MS)
  return sound => {
    if (sound.who !== 'bot' || !sound.text.includes('?')) return
    question = sound.text
    questions += 1
  }
}
