import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import { foldWord, type Token } from '../tokens.ts'

/** Words around a name that are not part of it, in the languages of callers. */
const AROUND: ReadonlySet<string> = new Set(
  [
    'да нет меня зовут моя мое фамилия имя пациент пациентка пациента это я здравствуите для на у сына дочери мужа мамы жены ребенка',
    'так ні мене звати моє прізвище ім я пацієнт пацієнтка це для доброго дня сина доньки чоловіка мами дружини дитини',
    'si no em dic dic soc em nom es diu el la pacient de meu meva fill filla home dona mare pare bon dia',
    'yes no my name is its it this the patient speaking for son daughter husband wife mother father of hello hi',
  ]
    .flatMap(words => words.split(' '))
    .map(foldWord)
    .concat(
      'tak nie nazywam sie mam na imie nazwisko moje jestem tu tutaj mowi przy telefonie dzien dobry pan pani pana panstwo pacjent pacjentka pacjenta to jest chodzi o a i ale prosze dla z ze w we urodzona urodzony urodzonej ur data urodzenia ja on ona moj moja syn corka maz zona mama tata no dobrze'.split(
        ' ',
      ),
    ),
)
const MAX_WORDS = 4

/** The name of a person: what is left of an utterance without the words around it and without words already understood (`isTaken`). */
export function readPerson(
  tokens: readonly Token[],
  text: string,
  isTaken: (index: number) => boolean,
): { readonly value: PersonValue; readonly confidence: number; readonly from: number; readonly to: number } | undefined {
  const words = tokens
    .map((token, index) => ({ token, index }))
    .filter(({ token, index }) => !isTaken(index) && !AROUND.has(token.folded) && !/\d/.test(token.kept))
  const first = words[0]
  const last = words.slice(0, MAX_WORDS).at(-1)
  if (first === undefined || last === undefined) return undefined
  let name = ''
  for (const [place, { token }] of words.slice(0, MAX_WORDS).entries()) {
    const before = words[place - 1]?.token
    const isHyphenated = before !== undefined && /^\s?-\s?$/.test(text.slice(before.end, token.start))
    name += (place === 0 ? '' : isHyphenated ? '-' : ' ') + titleCase(token.kept)
  }
  const parts = name.split(' ')
  const value = parts.length > 1 ? { name, first: parts[0] ?? name, last: parts.at(-1) ?? name } : { name }
  return {
    value,
    confidence: words.length > MAX_WORDS ? 0.4 : parts.length === 1 ? 0.6 : 0.8,
    from: first.index,
    to: last.index + 1,
  }
}

function titleCase(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
