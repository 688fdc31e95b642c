import type { Heard, HearingContext } from '../../call/ports.ts'
import { BY_NAME } from '../judge-by-name.ts'
import { URGENT } from '../urgent/index.ts'

/** From here on the local understanding needs no second opinion. */
const SURE = 0.7

/** Words about the model and its orders mean nothing to a clinic: they are not for it to read. */
const TO_THE_MODEL =
  /instru[kcc]|инструкц|інструкц|\bprompt|промпт|\bjson\b|джейсон|system\s*message|schema\b|\bignore\s+(?:all|your|the|previous)|language model|\bgpt|chat\s*gpt|чат\s*gpt|нейросет|нейромереж|⟨|⟩/iu

/** Whether what the local understanding makes of an utterance stands, so that no model is asked. */
export function isDecided(heard: Heard, context: HearingContext): boolean {
  const { own, anytime, expect, question } = context
  // Machines and other people are known by their words; what a model makes of them must not become a yes.
  if (heard.noise || isSomebodyElse(heard) || heard.language !== undefined || question === undefined) return true
  if (own.length + anytime.length === 0) return true
  // A yes that makes somebody the person asked for is not a model's to give.
  if (context.person !== undefined && heard.meanings.some(({ meaning }) => meaning === 'agree')) return true
  // Where any words are an answer, they are taken as that.
  if (Object.values(expect).some(({ kind }) => kind === 'text')) return true
  if (heard.meanings.some(isCertain)) return true
  const isAsked = heard.values.some(
    value => (value.name !== undefined || value.kind === 'option') && value.denied !== true && value.confidence >= SURE,
  )
  return isAsked || TO_THE_MODEL.test(heard.text)
}

function isSomebodyElse({ who }: Heard): boolean {
  return who !== undefined && who.kind !== 'picking_up'
}

function isCertain({ meaning, confidence, because }: Heard['meanings'][number]): boolean {
  // Danger, opt-out and who somebody is are decided here, and a phrase that is all that was said is clear, however badly it was heard.
  return (
    confidence >= SURE ||
    (URGENT as readonly string[]).includes(meaning) ||
    because.startsWith('phrase ') ||
    because.startsWith(BY_NAME)
  )
}
