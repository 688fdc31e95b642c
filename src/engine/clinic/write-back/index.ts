// What the clinic is told of calls when it need not answer at once: kept first, told at least once.
// In: requests of services that may wait, the store. Out: the same to the clinic's services, in order for each patient.
// Must not know which system the clinic has, calls, the meaning of a service.
export { createWriteBack, type WriteBack, type WriteBackOptions } from './create-write-back.ts'
export { makeContactLetter, NOTE_CONTACT } from './contact-letter.ts'
export { KIND as CLINIC_LETTERS } from './letter.ts'
export { nameStream, readPatientId } from './name-stream.ts'
