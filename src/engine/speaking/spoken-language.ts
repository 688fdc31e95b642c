import type { AddressValue, NameCase, PressureValue } from '../../scenarios/model/data-type.ts'
import type { CalendarDay } from './common/calendar.ts'
import type { DurationParts } from './common/duration-value.ts'
import type { CountedNoun, Gender, GrammarCase } from './common/grammar.ts'
import type { Money } from './common/money-value.ts'

/** A moment or a date as its calendar sees it in the clinic's zone. */
export interface SpokenMoment extends CalendarDay {
  readonly hour: number
  readonly minute: number
}

/** What a language has to know; one folder a language implements it. Days come out as after "the visit is …", with their preposition or article. */
export interface SpokenLanguage {
  readonly yes: string
  readonly no: string
  /** "on Tuesday" */
  weekday(day: CalendarDay): string
  /** "on the fifth of May" */
  dayMonth(day: CalendarDay): string
  /** "on Tuesday the fifth of May" */
  day(day: CalendarDay): string
  /** A date that is named rather than told as a time, as a birth date is: "the third of May nineteen seventy-two". */
  date(day: CalendarDay): string
  /** "on the third of May nineteen seventy-two" */
  fullDate(day: CalendarDay): string
  /** "at eight thirty in the morning" */
  time(hour: number, minute: number): string
  number(value: number): string
  /** In the nominative, masculine unless told otherwise. */
  ordinal(value: number, gender?: Gender): string
  /** A number with its noun in a case; languages without cases ignore it. */
  count(n: number, noun: CountedNoun, grammarCase: GrammarCase): string
  duration(parts: DurationParts): string
  money(value: Money): string
  phone(value: string): string
  spelled(value: string): string
  address(value: AddressValue): string
  /** As a nurse says it: "one hundred and forty over ninety". */
  pressure(value: PressureValue): string
  /** `or` for what is on offer, `and` for what is told. */
  list(items: readonly string[], joined: 'and' | 'or'): string
  /** A person's name in a case, where the language can form it itself; undefined where it cannot. */
  inflect?(name: { readonly full: string; readonly gender: 'female' | 'male' | undefined }, format: NameCase): string | undefined
  /** The last step: nothing leaves that a voice cannot read. */
  guard(text: string): string
}
