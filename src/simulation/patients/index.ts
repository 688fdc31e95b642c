/**
 * People who do not exist, with telephones. In: how many, a seed, habits, a line to whoever calls them. Out: a list of patients with visits;
 * calls that they take or miss, and what they say in them, in five languages, by chance that repeats itself. Must not know: campaigns,
 * stores, what the robot makes of their words.
 */
export { createTown, type Town } from './create-town.ts'
export { type Habits, ORDINARY } from './habits.ts'
export { writeBack } from './write-back.ts'
export { type InventedPatient, inventPatients } from './invent-patients.ts'
