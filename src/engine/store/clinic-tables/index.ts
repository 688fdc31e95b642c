// The embedded clinic's tables: doctors, schedules, slots, patients, visits, notes, facts, deeds. In: records; instants in epoch ms.
// Out: records, and promises that hold over crashes: a slot has one visit at most, a deed of one key is done once.
// Must not know what a clinic's system is asked for, calls, lists.
import type { Database } from '../database.ts'
import { type ClinicPatientStore, createClinicPatientStore } from './patients.ts'
import { type ClinicRecordStore, createClinicRecordStore } from './records.ts'
import { type ClinicScheduleStore, createClinicScheduleStore } from './schedules.ts'
import { type ClinicSlotStore, createClinicSlotStore } from './slots.ts'
import { type ClinicVisitStore, createClinicVisitStore } from './visits.ts'

export type { ClinicPatient } from './patients.ts'
export type { ClinicNoteRecord } from './records.ts'
export type { ClinicDoctor, ClinicSchedule } from './schedules.ts'
export type { ClinicSlot, NewClinicSlot } from './slots.ts'
export type { ClinicVisitRecord } from './visits.ts'

/** All that the embedded clinic keeps. */
export interface ClinicStore {
  readonly patients: ClinicPatientStore
  readonly slots: ClinicSlotStore
  readonly visits: ClinicVisitStore
  readonly schedules: ClinicScheduleStore
  readonly records: ClinicRecordStore
}

/** @internal */
export function createClinicStore(database: Database): ClinicStore {
  return {
    patients: createClinicPatientStore(database),
    slots: createClinicSlotStore(database),
    visits: createClinicVisitStore(database),
    schedules: createClinicScheduleStore(database),
    records: createClinicRecordStore(database),
  }
}
