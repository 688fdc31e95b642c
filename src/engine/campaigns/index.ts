// Campaigns: whom to call, why, when, how often, and what the law says of it. In: files of campaigns, countries and messages; lists; the
// store's records. Out: policies, plans, findings, forecasts, imported contacts. Must not know telephones, the terminal, the real clock.
export { CAMPAIGN_FILES, type Campaigns, loadCampaigns, readCalendars } from './load-campaigns.ts'
export { checkCampaigns, type CheckedScenarios } from './check-campaigns.ts'
export { listMessages } from './check-messages.ts'
export { buildCampaignManual } from './file/index.ts'
export { readDeadlineOf } from './deadline-of.ts'
export { type CampaignDocument, type ContactSource, readCampaign } from './file/index.ts'
export {
  applyMapping,
  ENCODINGS,
  type FoundVisit,
  guessMapping,
  importList,
  type ImportReport,
  makeOfferRow,
  makeRecallRows,
  makeVisitRows,
  type Mapping,
  openList,
  type RowOptions,
  type RowProblem,
  VISIT_GROUP,
  writeRefused,
} from './lists/index.ts'
export { mayCallAt } from './may-call-at.ts'
export { createPolicies, findCountry } from './make-policy.ts'
export {
  type Assumptions,
  DEFAULT_ASSUMPTIONS,
  explainReason,
  forecast,
  type Forecast,
  type ForecastContact,
} from './forecast/index.ts'
export { nextStep, type Step } from './plan/index.ts'
