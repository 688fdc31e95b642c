// Languages without a folder of their own: what Intl knows, digits left as digits for the voice to read.
// In: typed values. Out: text in the language's usual written form.
// Must not know: scenarios, calls, the clock.
import type { Language } from '../../../scenarios/model/documents.ts'
import type { SpokenLanguage, SpokenMoment } from '../spoken-language.ts'

const YES_NO: Readonly<Record<Language, readonly [string, string]>> = {
  pl: ['tak', 'nie'],
  ru: ['да', 'нет'],
  uk: ['так', 'ні'],
  ca: ['sí', 'no'],
  en: ['yes', 'no'],
}

/** Spoken forms of a language by Intl alone. */
export function createIntlLanguage(language: Language): SpokenLanguage {
  const form = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
    return (at: SpokenMoment) => format.format(Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute))
  }
  const numbers = new Intl.NumberFormat(language)
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'PLN', currencyDisplay: 'name' })
  const lists = {
    and: new Intl.ListFormat(language, { type: 'conjunction' }),
    or: new Intl.ListFormat(language, { type: 'disjunction' }),
  }
  const [yes, no] = YES_NO[language]
  return {
    yes,
    no,
    weekday: form({ weekday: 'long' }),
    day: form({ weekday: 'long', day: 'numeric', month: 'long' }),
    date: form({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: form({ hour: 'numeric', minute: '2-digit' }),
    number: value => numbers.format(value),
    ordinal: value => numbers.format(value),
    money: value => money.format(value),
    phone: value => value.replace(/(\d{3})(?=\d)/g, '$1 '),
    spelled: value => [...value].join(', '),
    address: value =>
      [value.street, value.building, value.flat, value.entrance, value.floor, value.code, value.city]
        .filter(part => part !== undefined)
        .join(', '),
    list: (items, joined) => lists[joined].format(items),
    // No-break spaces come from Intl and some voices stumble over them.
    guard: text => text.replace(/[\u00a0\u202f]/g, ' '),
  }
}
