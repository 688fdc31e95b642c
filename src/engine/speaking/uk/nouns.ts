import { type NounTable, noun, type SlavicNoun } from '../common/grammar.ts'

/** What is counted, in Ukrainian. A question that is put to somebody is "запитання". */
export const NOUNS: NounTable<SlavicNoun> = {
  minute: noun('feminine', 'хвилина', 'хвилини', 'хвилин', 'хвилини', 'хвилину'),
  hour: noun('feminine', 'година', 'години', 'годин', 'години', 'годину'),
  day: noun('masculine', 'день', 'дні', 'днів', 'дня'),
  week: noun('masculine', 'тиждень', 'тижні', 'тижнів', 'тижня'),
  tablet: noun('feminine', 'таблетка', 'таблетки', 'таблеток', 'таблетки', 'таблетку'),
  question: noun('neuter', 'запитання', 'запитання', 'запитань', 'запитання'),
  second: noun('feminine', 'секунда', 'секунди', 'секунд', 'секунди', 'секунду'),
  month: noun('masculine', 'місяць', 'місяці', 'місяців', 'місяця'),
  year: noun('masculine', 'рік', 'роки', 'років', 'року'),
}
