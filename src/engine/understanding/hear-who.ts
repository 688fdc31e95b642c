import type { Language } from '../../scenarios/model/documents.ts'
import type { Heard, HearingContext } from '../call/ports.ts'
import { dropFillers, type Token } from './tokens.ts'
import { readWho, type Who, type WhoSign } from './who-answered/index.ts'

/** What a person means who is not the one asked for: the question that asks for somebody takes it as an answer. */
const IMPLIES: Readonly<Partial<Record<Who, string>>> = {
  handing_over: 'hold_on',
  child: 'relative',
  another_person: 'relative',
}
/** Meanings of the lexicon that are the words of machines. */
const MACHINES = ['voicemail', 'screening', 'menu', 'fax'] as const
/** What is written in no letter of a language has none of its signs. */
const LETTERS: Readonly<Record<Language, RegExp>> = {
  pl: /\p{Script=Latin}/u,
  ca: /\p{Script=Latin}/u,
  en: /\p{Script=Latin}/u,
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
}
/** Something else was said as clearly as this. */
const CLEAR = 0.6
const IMPLIED = 0.8

/** Adds who speaks to what was heard, and takes back a yes of somebody who is plainly another than the person asked for. */
export function hearWho(words: readonly Token[], heard: Heard, context: HearingContext): Heard {
  const listed = heard.meanings.find(({ confidence, because }) => confidence === 1 && because.startsWith('phrase '))
  const who = weighListed(listed, findSign(words, context))
  if (who === undefined) return heard
  const implied = IMPLIES[who.kind]
  if (implied === undefined || context.person === undefined) return { ...heard, who }
  const meanings = heard.meanings.filter(({ meaning }) => meaning !== 'agree')
  const isSaid = meanings.some(({ confidence }) => confidence >= CLEAR)
  const own = { meaning: implied, confidence: IMPLIED, start: 0, end: heard.text.length, because: `"${who.because}"` }
  return { ...heard, who, meanings: isSaid ? meanings : [own, ...meanings] }
}

/** What the lexicon lists whole outweighs a sign in it; only who says to fetch somebody still does. */
function weighListed(listed: Heard['meanings'][number] | undefined, sign: WhoSign | undefined): WhoSign | undefined {
  if (listed === undefined) return sign
  const machine = MACHINES.find(kind => kind === listed.meaning)
  // The lexicon has the network's announcements among the voicemails' words.
  if (machine === 'voicemail' && sign?.kind === 'network') return sign
  if (machine !== undefined) return { kind: machine, because: listed.because }
  return sign?.kind === 'handing_over' || sign?.kind === 'picking_up' ? sign : undefined
}

/** A voicemail speaks the language of its network, which need not be that of the call. */
function findSign(words: readonly Token[], { language, scenario }: HearingContext): WhoSign | undefined {
  const read = (one: Language): WhoSign | undefined => readWho(dropFillers(words, one), one)
  const own = read(language)
  if (own !== undefined) return own
  for (const other of scenario.languages) {
    const sign = other === language || !words.some(({ raw }) => LETTERS[other].test(raw)) ? undefined : read(other)
    // Of people's own words those of another language may look like anything.
    if (sign !== undefined && IMPLIES[sign.kind] === undefined) return sign
  }
  return undefined
}
