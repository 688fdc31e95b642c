import { type NounTable, noun, type SlavicNoun } from '../common/grammar.ts'

/** What is counted, in Russian. */
export const NOUNS: NounTable<SlavicNoun> = {
  minute: noun('feminine', 'минута', 'минуты', 'минут', 'минуты', 'минуту'),
  hour: noun('masculine', 'час', 'часа', 'часов', 'часа'),
  day: noun('masculine', 'день', 'дня', 'дней', 'дня'),
  week: noun('feminine', 'неделя', 'недели', 'недель', 'недели', 'неделю'),
  tablet: noun('feminine', 'таблетка', 'таблетки', 'таблеток', 'таблетки', 'таблетку'),
  question: noun('masculine', 'вопрос', 'вопроса', 'вопросов', 'вопроса'),
  second: noun('feminine', 'секунда', 'секунды', 'секунд', 'секунды', 'секунду'),
  month: noun('masculine', 'месяц', 'месяца', 'месяцев', 'месяца'),
  year: noun('masculine', 'год', 'года', 'лет', 'года'),
}
