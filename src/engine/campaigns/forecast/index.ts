// What is to be expected of a campaign, and why somebody was called or not: the plan itself, played through in advance or in words.
// In: contacts with their histories and policies, the pace, what is assumed of calls. Out: figures, sentences.
// Must not know the database, the terminal, the real clock.
export { explainReason, REASON_WORDS } from './explain-reason.ts'
export { type Assumptions, DEFAULT_ASSUMPTIONS, forecast, type Forecast, type ForecastContact } from './forecast.ts'
