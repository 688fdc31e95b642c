import { type NounTable, noun, type SlavicNoun } from '../common/grammar.ts'

/** What is counted, in Polish. */
export const NOUNS: NounTable<SlavicNoun> = {
  minute: noun('feminine', 'minuta', 'minuty', 'minut', 'minuty', 'minutę'),
  hour: noun('feminine', 'godzina', 'godziny', 'godzin', 'godziny', 'godzinę'),
  day: noun('masculine', 'dzień', 'dni', 'dni', 'dnia'),
  week: noun('masculine', 'tydzień', 'tygodnie', 'tygodni', 'tygodnia'),
  tablet: noun('feminine', 'tabletka', 'tabletki', 'tabletek', 'tabletki', 'tabletkę'),
  question: noun('neuter', 'pytanie', 'pytania', 'pytań', 'pytania'),
  second: noun('feminine', 'sekunda', 'sekundy', 'sekund', 'sekundy', 'sekundę'),
  month: noun('masculine', 'miesiąc', 'miesiące', 'miesięcy', 'miesiąca'),
  year: noun('masculine', 'rok', 'lata', 'lat', 'roku'),
}
