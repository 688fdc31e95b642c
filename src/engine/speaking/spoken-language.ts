import type { AddressValue } from '../../scenarios/model/data-type.ts'

/** A moment or a date as its calendar sees it in the clinic's zone. */
export interface SpokenMoment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
}

/** What a language has to know; one folder a language implements it. */
export interface SpokenLanguage {
  readonly yes: string
  readonly no: string
  weekday(moment: SpokenMoment): string
  day(moment: SpokenMoment): string
  date(moment: SpokenMoment): string
  time(moment: SpokenMoment): string
  number(value: number): string
  ordinal(value: number): string
  money(value: number): string
  phone(value: string): string
  spelled(value: string): string
  address(value: AddressValue): string
  /** `or` for what is on offer, `and` for what is told. */
  list(items: readonly string[], joined: 'and' | 'or'): string
  /** The last step: nothing leaves that a voice cannot read. */
  guard(text: string): string
}
