/** A visit as the clinic knows it; `at` in epoch ms, missing when only the contact list knew it. */
export interface ClinicVisit {
  readonly id: string
  readonly patient?: string
  readonly at?: number
  readonly specialty?: string
  readonly doctor?: string
  readonly program?: string
  readonly status: 'booked' | 'confirmed' | 'cancelled'
  readonly reason?: string
}

/** Somebody who booked without a record, and has one now; `born` as `YYYY-MM-DD`. */
export interface Newcomer {
  readonly id: string
  readonly name: string
  readonly born: string
  readonly phone: string
}

/** A note that a service left: a task, a refusal, a survey, a request… with what it was given. */
export interface ClinicNote {
  readonly kind: string
  readonly callId: string
  readonly about: Readonly<Record<string, unknown>>
}

/** Everything that the clinic holds now, for tests and for showing. */
export interface ClinicState {
  readonly visits: readonly ClinicVisit[]
  readonly checkups: readonly { readonly patient: string; readonly at: number }[]
  readonly newcomers: readonly Newcomer[]
  readonly notes: readonly ClinicNote[]
  /** Telephones that must not be called. */
  readonly stopped: readonly string[]
  /** Deeds done, in order; a repeated idempotency key is not done again. */
  readonly deeds: readonly { readonly service: string; readonly key: string; readonly result: string }[]
}
