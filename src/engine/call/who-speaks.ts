import type { Heard, HeardWho } from './ports.ts'

/** Kinds that are no person: they hear what the policy has for them. */
const MACHINES: readonly string[] = ['voicemail', 'network', 'screening', 'menu', 'fax'] satisfies readonly HeardWho[]
const UNDERSTOOD = 0.6
/** What somebody says who comes to the telephone is as short as this. */
const FEW_WORDS = 3
/** A greeting has more words than that. */
const SHORT = 8
/** What only people ask a robot, also in words that a machine's greeting has. */
const OF_PEOPLE: readonly string[] = ['are_you_robot', 'operator', 'hold_on', 'who_is_it']

const countWords = (text: string): number => text.split(/\s+/).length

/** Whether that is no person: who speaks, or a meaning of the same name. */
export function isMachine(name: string): boolean {
  return MACHINES.includes(name)
}

/** Whether that is what is recorded for whoever calls. */
export function isGreeting(kind: HeardWho): boolean {
  return kind === 'voicemail' || kind === 'network'
}

/** Meanings that are sure enough to tell who speaks, in the order in which they were said. */
export function listUnderstood({ meanings }: Heard): readonly string[] {
  return meanings.filter(({ confidence }) => confidence >= UNDERSTOOD).map(({ meaning }) => meaning)
}

/** "czy to automatyczna sekretarka?" is a person's question, and so is whatever the lexicon lists whole; `step`: what answers it and what works anytime. */
export function isPersons(heard: Heard, step: { readonly own: readonly string[]; readonly anytime: readonly string[] }): boolean {
  if (countWords(heard.text) <= SHORT && listUnderstood(heard).some(meaning => OF_PEOPLE.includes(meaning))) return true
  return heard.meanings.some(
    ({ meaning, confidence }) => confidence === 1 && (step.own.includes(meaning) || step.anytime.includes(meaning)),
  )
}

/** "please stay on the line": an assistant that is asking the person. */
export function saysToWait(heard: Heard): boolean {
  return heard.who?.kind === 'menu' || listUnderstood(heard).includes('hold_on')
}

/** People say little when they come to the telephone, or something that is understood; the end of a greeting is short, too. */
export function isOfPerson(heard: Heard): boolean {
  const said = listUnderstood(heard)
  if (heard.noise || said.some(isMachine)) return false
  return countWords(heard.text) <= FEW_WORDS || said.length > 0
}
