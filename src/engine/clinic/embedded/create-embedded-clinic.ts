import type { ClinicFact, ClinicSystem, Visit } from '../system.ts'
import { createDeeds } from './deeds.ts'
import { describePatient, describeVisit, listVisitsBetween } from './records.ts'
import { listDoctorsHours } from './doctors-hours.ts'
import { findFreeTimes } from './free-times.ts'
import { createOnce, reportUnavailable } from './once.ts'
import type { EmbeddedClinicOptions } from './options.ts'

/** The embedded clinic, which can also tell what was changed. */
export interface EmbeddedClinic extends ClinicSystem {
  /** Visits to come that were changed since an instant, by a deed or an import. */
  listChangedVisits(since: number): AsyncIterable<Visit>
}

/**
 * A clinic's system in the store, for a clinic that has no other. A slot has one visit at most, and a deed of one key is done once, whatever
 * dies meanwhile: each deed is one transaction. What it refuses names why: `no_such_visit`, `no_such_patient`, `no_such_slot`, `past`, `cancelled`.
 */
export function createEmbeddedClinic(options: EmbeddedClinicOptions): EmbeddedClinic {
  const { store, clock, zone } = options
  const { patients, visits, records } = store.clinic
  const ask = <T>(question: Promise<T>): Promise<T> => question.catch(reportUnavailable)
  return {
    ...createDeeds(options, createOnce(options)),
    findPatients: hint =>
      ask(
        (hint.kind === 'phone'
          ? patients.listByPhone(hint.phone)
          : hint.kind === 'identity'
            ? patients.listBornOn(hint.born)
            : patients.find([hint.id])
        ).then(found => found.map(describePatient)),
      ),
    listVisits: (patient, from) => ask(visits.listOf(patient, from).then(found => found.map(describeVisit))),
    listVisitsBetween: (from, until, only) => listVisitsBetween(store, from, until, only),
    async *listChangedVisits(since) {
      for (const visit of await ask(visits.listChanged(since, clock.now()))) yield describeVisit(visit)
    },
    findVisit: id => ask(visits.find(id).then(visit => visit && describeVisit(visit))),
    findFreeTimes: wanted => ask(findFreeTimes(store, wanted, { now: clock.now(), zone })),
    // What somebody wrote of a doctor comes before what the schedules say.
    listFacts: async () => [
      ...(await ask(records.listFacts().then(facts => facts as readonly ClinicFact[]))),
      ...(await ask(listDoctorsHours(store, { now: clock.now(), zone }))),
    ],
    listDoctors: async () =>
      (await ask(store.clinic.schedules.listDoctors())).map(({ name, specialty }) => ({
        name,
        ...(specialty !== null && { specialty }),
      })),
    findDeed: key =>
      ask(records.findDeed(key).then(deed => (deed?.answer as Awaited<ReturnType<ClinicSystem['findDeed']>>) ?? 'not_done')),
  }
}
