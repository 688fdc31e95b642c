import type { Setting } from './setting.ts'

/** Settings of the clinic's records. */
export const CLINIC_SETTINGS = [
  {
    key: 'clinic',
    flag: 'clinic',
    env: 'TRUCADA_CLINIC',
    type: { kind: 'choice', of: ['fhir', 'webhook', 'embedded', 'fixture'] },
    meaning:
      "Where the clinic's records are. Absent: its FHIR server where clinic-fhir.yaml names one, its webhook where that has an address, the embedded clinic once patients were imported, else the fixture in memory.",
  },
  {
    key: 'clinic_webhook_url',
    flag: 'clinic-webhook-url',
    env: 'TRUCADA_CLINIC_WEBHOOK_URL',
    type: { kind: 'text' },
    meaning: "Address of the clinic's own system, which each service is posted to.",
  },
  {
    key: 'clinic_webhook_secret',
    flag: 'clinic-webhook-secret',
    env: 'TRUCADA_CLINIC_WEBHOOK_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Signs what is posted there.',
  },
  {
    key: 'fhir_token',
    flag: 'fhir-token',
    env: 'TRUCADA_FHIR_TOKEN',
    type: { kind: 'text' },
    secret: true,
    meaning: "Token for the clinic's FHIR server, where clinic-fhir.yaml says `sign_on: bearer`.",
  },
  {
    key: 'fhir_key',
    flag: 'fhir-key',
    env: 'TRUCADA_FHIR_KEY',
    type: { kind: 'text' },
    meaning: "File of the private key (PEM) by which tokens for the clinic's FHIR server are asked for.",
  },
  {
    key: 'fhir_hook_secret',
    flag: 'fhir-hook-secret',
    env: 'TRUCADA_FHIR_HOOK_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning:
      "By it the clinic's FHIR server proves itself at /clinic/changed. With it and TRUCADA_PUBLIC_URL the server is asked to tell when visits change, besides being asked every fifteen seconds.",
  },
  {
    key: 'facts_old_after',
    flag: 'facts-old-after',
    env: 'TRUCADA_FACTS_OLD_AFTER',
    type: { kind: 'number', from: 1, to: 36_500 },
    default: 366,
    meaning:
      'Days after which `trucada check` and `trucada clinic show` say that a fact should be looked at again: since its `verified`.',
  },
] as const satisfies readonly Setting[]

/** The settings of the clinic's records in force. */
export interface ClinicSettings {
  readonly clinic: 'fhir' | 'webhook' | 'embedded' | 'fixture' | undefined
  readonly clinic_webhook_url: string | undefined
  readonly clinic_webhook_secret: string | undefined
  readonly fhir_token: string | undefined
  readonly fhir_key: string | undefined
  readonly fhir_hook_secret: string | undefined
  readonly facts_old_after: number
}
