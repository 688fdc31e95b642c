/** A visit as the clinic knows it; `at` in epoch ms, missing when only the contact list knew it. */
export interface ClinicVisit {
  readonly id: string
  readonly patient?: string
  readonly at?: number
  readonly specialty?: string
  readonly status: 'booked' | 'confirmed' | 'cancelled'
  readonly reason?: string
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
  readonly notes: readonly ClinicNote[]
  /** Telephones that must not be called. */
  readonly stopped: readonly string[]
  /** Deeds done, in order; a repeated idempotency key is not done again. */
  readonly deeds: readonly { readonly service: string; readonly key: string; readonly result: string }[]
}
