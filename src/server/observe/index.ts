// How the server is, for machines: figures for Prometheus, and whether it lives and is ready. In: entries of journals, what an endpoint counts,
// orders to jambonz, lengths of queues. Out: text for /metrics, answers for /healthz and /readyz; no personal data, and labels of a few words
// each. The only importer of prom-client. Must not know: what calls are about.
export { createHealth, type Health, type HealthSources } from './health.ts'
export type { QueueLengths } from './figures.ts'
export { createMeters, type Meters } from './meters.ts'
