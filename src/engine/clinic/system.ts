import type { RecordVersion } from '../call/ports.ts'

/** Somebody whom the clinic knows. */
export interface Patient {
  readonly id: string
  readonly name: string
  /** `YYYY-MM-DD`. */
  readonly born?: string
  /** E.164. */
  readonly phones: readonly string[]
  readonly gender?: 'female' | 'male' | 'other'
  /** BCP 47, as the clinic keeps it. */
  readonly language?: string
  /** Parts by the names of the language's type `address`. */
  readonly address?: Readonly<Record<string, string>>
}

/**
 * How a patient is looked for. A telephone alone is a hint and no proof: several people may have it. By `identity` come all who were born that
 * day and may bear the name; the system may leave out only those who surely do not, and who of them it is is judged by choosePatient.
 */
export type PatientHint =
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'identity'; readonly name: string; readonly born: string }
  | { readonly kind: 'id'; readonly id: string }

/** A visit as the clinic knows it. Instants are epoch ms. */
export interface Visit {
  readonly id: string
  readonly patient: string
  readonly at: number
  readonly durationMs?: number
  readonly status: 'booked' | 'confirmed' | 'cancelled' | 'done' | 'missed'
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  /** A check-up or vaccination programme that it belongs to. */
  readonly program?: string
  /** How to prepare, as it is spoken. */
  readonly prep?: string
  readonly record: RecordVersion
}

/** Which visits are looked for; what is absent does not matter. */
export interface VisitsOnly {
  readonly program?: string
}

/** A time that a visit had and has no more. */
export interface LeftTime {
  /** As it was before. */
  readonly visit: Visit
  /** The change by which it left: whoever hears of it twice, by a deed and by looking at what changed, offers the time once. */
  readonly cause: string
}

/** Which free times are wanted. What is absent does not matter. */
export interface TimesWanted {
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  readonly program?: string
  /** Times fit for what this visit is: its doctor, else its specialty. */
  readonly likeVisit?: string
  readonly from: number
  readonly until: number
  readonly part?: 'morning' | 'midday' | 'afternoon' | 'evening'
  readonly limit: number
}

/** A time that was free when it was looked at. */
export interface FreeTime {
  readonly slot: string
  readonly at: number
  readonly durationMs?: number
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  readonly program?: string
}

/**
 * What came of a deed. `taken`: somebody else was faster, nothing has changed, and the key is still unused: it may try another time.
 * `for_staff`: the clinic's system lets no program do this, and `record` is the task for its staff that stands there instead.
 * `refused`: the clinic's system will not have it.
 */
export type Deed<Done> =
  | ({ readonly kind: 'done'; readonly record: RecordVersion } & Done)
  | { readonly kind: 'for_staff'; readonly record: RecordVersion }
  | { readonly kind: 'taken' }
  /** `reason`: a code or the system's own words, without personal data. */
  | { readonly kind: 'refused'; readonly reason: string }

/** Every deed carries a key: once it is done, the same key is the same deed and has the same answer, after a crash too. */
export interface Keyed {
  readonly key: string
}

/** Somebody whom the clinic does not know yet, as far as a call learnt it. */
export interface NewPatient {
  readonly name: string
  /** `YYYY-MM-DD`. */
  readonly born?: string
  /** E.164. */
  readonly phones: readonly string[]
  /** BCP 47. */
  readonly language?: string
}

/** That somebody was called or written to, and what came of it. */
export interface PatientContact {
  readonly patient?: string
  readonly visit?: string
  /** Name of the campaign or scenario. */
  readonly about: string
  readonly channel: 'call' | 'sms' | 'email'
  /** An outcome of the call or the campaign: `confirmed`, `no_answer`… */
  readonly outcome: string
  readonly at: number
}

/** What a deed that was done left, for whoever lost its answer. */
export interface DoneDeed {
  readonly visit?: Visit
  readonly patient?: Patient
  readonly hold?: string
  /** Number of a home visit. */
  readonly number?: string
}

/** A task for the clinic's staff. */
export interface StaffTask extends Keyed {
  readonly about: string
  readonly patient?: string
  readonly phone?: string
  readonly isUrgent?: boolean
  /** Who is to do it: a role or a name of the clinic's. */
  readonly owner?: string
  readonly dueAt?: number
}

/** Somebody who sees patients. */
export interface Doctor {
  readonly name: string
  readonly specialty?: string
}

/** A fact about the clinic that callers ask for. */
export interface ClinicFact {
  readonly key: string
  /** What is asked about: `price`, `place`, `hours`, `preparation` … */
  readonly topic: string
  /** It answers where one of these was said, by language; absent: it answers for its topic in general. */
  readonly words?: Readonly<Record<string, readonly string[]>>
  /** In the languages that it is known in; absent: the clinic's people answer. */
  readonly text?: Readonly<Record<string, string>>
  /** `YYYY-MM-DD`: when somebody last saw to it that it is true. */
  readonly verified?: string
}

/**
 * The clinic's own system: one interface over the embedded clinic and FHIR. Every method rejects with an `OperationalError` when the system
 * cannot be reached or does not answer in time; `retryable` then says whether the same key may be tried again. No error holds personal data.
 */
export interface ClinicSystem {
  findPatients(hint: PatientHint): Promise<readonly Patient[]>
  /** Visits of a patient from `from` on, soonest first; cancelled ones too. */
  listVisits(patient: string, from: number): Promise<readonly Visit[]>
  /** Visits that begin in a span, for campaigns that call about them. */
  listVisitsBetween(
    from: number,
    until: number,
    only?: VisitsOnly,
  ): AsyncIterable<{ readonly visit: Visit; readonly patient: Patient }>
  findVisit(id: string): Promise<Visit | undefined>
  /** Soonest first. */
  findFreeTimes(wanted: TimesWanted): Promise<readonly FreeTime[]>
  /**
   * Keeps a free time from everyone else until `until`; asked again with the same key, until then, without a gap. The hold ends by booking it
   * with `hold`, by `release`, or by itself. `held`: what the key holds already, for systems that do not remember keys.
   */
  hold(
    request: Keyed & { readonly slot: string; readonly until: number; readonly held?: string },
  ): Promise<Deed<{ readonly hold: string }>>
  release(request: Keyed & { readonly hold: string }): Promise<void>
  /** Begins a record for somebody without one. */
  register(request: Keyed & NewPatient): Promise<Deed<{ readonly patient: Patient }>>
  /** Books one free time for a patient. A slot that is not free any more is `taken`. */
  book(
    request: Keyed & {
      readonly patient: string
      readonly slot: string
      readonly hold?: string
      readonly program?: string
      /** For reception: what the caller said of it. */
      readonly note?: string
    },
  ): Promise<Deed<{ readonly visit: Visit }>>
  /** The new time is held before the old one is let go: there is never a moment with neither, whatever dies in between. */
  move(
    request: Keyed & { readonly visit: string; readonly slot: string; readonly hold?: string },
  ): Promise<Deed<{ readonly visit: Visit }>>
  cancel(request: Keyed & { readonly visit: string; readonly reason?: string }): Promise<Deed<{ readonly visit: Visit }>>
  confirm(request: Keyed & { readonly visit: string }): Promise<Deed<{ readonly visit: Visit }>>
  requestHomeVisit(
    request: Keyed & { readonly patient?: string; readonly details: Readonly<Record<string, unknown>> },
  ): Promise<Deed<{ readonly number: string }>>
  /** Answers of a survey or of a questionnaire, by the names of the scenario's values. */
  saveAnswers(
    request: Keyed & { readonly patient?: string; readonly form: string; readonly answers: Readonly<Record<string, unknown>> },
  ): Promise<Deed<unknown>>
  /** Values that a patient measured: pressure, pulse, sugar, weight, temperature. */
  saveMeasurements(
    request: Keyed & { readonly patient: string; readonly at: number; readonly values: Readonly<Record<string, number>> },
  ): Promise<Deed<unknown>>
  /** Notes that the patient was called or written to. */
  saveContact(request: Keyed & PatientContact): Promise<Deed<unknown>>
  /** Whether a patient agrees to be called and written to by the robot, as of `at`. */
  saveConsent(
    request: Keyed & { readonly patient: string; readonly agrees: boolean; readonly at: number },
  ): Promise<Deed<unknown>>
  addTask(task: StaffTask): Promise<Deed<unknown>>
  listFacts(): Promise<readonly ClinicFact[]>
  /** Who sees patients, so that callers can ask for them by name. */
  listDoctors(): Promise<readonly Doctor[]>
  /** What became of a deed whose answer was lost; `not_done` when it never came there; undefined when that cannot be known. */
  findDeed(key: string): Promise<Deed<DoneDeed> | 'not_done' | undefined>
}
