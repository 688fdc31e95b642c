// What the law of a country says of calls, as data. In: files of countries with source and date. Out: hours, consent, caps, feasts and signs
// by purpose, or findings. Fails closed: what a file does not allow is not done. Must not know contacts, attempts, the clock.
export {
  type CallerNumberFigures,
  type CallerNumberHealth,
  type CallerNumberRules,
  judgeCallerNumber,
  type Measure,
} from './caller-number.ts'
export { type Country, countryFileShape, countryManual, type CountryReading, type PurposeRules, readCountry } from './country.ts'
export { createFeastCheck, type Feast, listFeasts } from './feasts.ts'
