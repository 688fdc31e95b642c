import type { NounTable, PlainNoun } from '../common/grammar.ts'

/** What is counted, in Catalan. A tablet is called "pastilla" by those who take it. */
export const NOUNS: NounTable<PlainNoun> = {
  minute: { gender: 'masculine', one: 'minut', other: 'minuts' },
  hour: { gender: 'feminine', one: 'hora', other: 'hores' },
  day: { gender: 'masculine', one: 'dia', other: 'dies' },
  week: { gender: 'feminine', one: 'setmana', other: 'setmanes' },
  tablet: { gender: 'feminine', one: 'pastilla', other: 'pastilles' },
  question: { gender: 'feminine', one: 'pregunta', other: 'preguntes' },
  second: { gender: 'masculine', one: 'segon', other: 'segons' },
  month: { gender: 'masculine', one: 'mes', other: 'mesos' },
  year: { gender: 'masculine', one: 'any', other: 'anys' },
}
