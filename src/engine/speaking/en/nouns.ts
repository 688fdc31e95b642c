import type { NounTable, PlainNoun } from '../common/grammar.ts'

/** A noun with a regular plural unless another is given. */
export function name(one: string, other: string = `${one}s`): PlainNoun {
  return { gender: 'neuter', one, other }
}

/** What is counted, in English. */
export const NOUNS: NounTable<PlainNoun> = {
  minute: name('minute'),
  hour: name('hour'),
  day: name('day'),
  week: name('week'),
  tablet: name('tablet'),
  question: name('question'),
  second: name('second'),
  month: name('month'),
  year: name('year'),
}
