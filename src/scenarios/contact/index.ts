// From a contact as a list, file or the clinic's system gives it to the data that a call uses. In: the fields that a
// scenario `gets`, the raw contact, the clinic's time zone. Out: typed data, or every problem with place and remedy.
// Must not know where contacts come from; must not repeat personal data in a message.
export { readContact, type ContactProblem, type ContactReading } from './read-contact.ts'
export { type Stayed, STAYED } from './stayed.ts'
export { writeContact } from './write-contact.ts'
export { DAY_MS, dayOf, findZoneClock, minuteOf, weekdayOf, type ZoneClock } from './zone-clock.ts'
