import { sortWords } from '../../engine/campaigns/lists/index.ts'
import type { ClinicPatient, PersonData, PersonRecord, Store } from '../../engine/store/index.ts'
import { maskNumber } from '../../server/mask-number.ts'
import { eraseNumber, erasePatient, erasePerson } from '../../server/people/erase-person.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { EraseCommandOptions } from '../commands/person.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findPersonOf } from '../../server/people/find-patient.ts'
import { readPerson } from '../../server/people/read-person.ts'
import { findPersons, readNamed, readNumber } from '../../server/people/find-persons.ts'
import { UsageError } from '../usage-error.ts'

/** Prints everything that is kept of a person, or of a number that nobody has. */
export async function runExport(cli: Cli, wanted: string): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const whose = await findOne(store, wanted)
    const data = await readData(store, whose)
    const about =
      'number' in whose
        ? (['number', maskNumber(whose.number)] as const)
        : 'patient' in whose
          ? (['patient', whose.patient] as const)
          : (['person', whose.id] as const)
    await store.audit.append({ at: Date.now(), actor: 'cli', action: `${about[0]}.export`, subject: about[1], details: {} })
    cli.print(JSON.stringify(data, undefined, 2))
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** Erases a person, or what came from a number that nobody has; or says what would be erased. */
export async function runErase(cli: Cli, wanted: string, options: EraseCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    const whose = await findOne(store, wanted)
    const named =
      'number' in whose ? `number ${whose.number}` : 'patient' in whose ? `patient ${whose.patient}` : `person ${whose.id}`
    if (options.yes !== true) {
      const data = await readData(store, whose)
      const counts = Object.entries(data).map(([kind, rows]) => `  ${kind}: ${rows.length}`)
      const patients = (data['clinicPatients'] ?? []).map(
        ({ id, name, born }) => `  the clinic's patient ${String(id)}: ${String(name)}, born ${String(born ?? 'unknown')}`,
      )
      cli.print([`Of ${named} there is:`, ...counts, ...patients, 'Nothing was changed. Erase it: add --yes.'].join('\n'))
      return EXIT.ok
    }
    const by = { actor: 'cli', now: Date.now() }
    const erasure =
      'number' in whose
        ? await eraseNumber(store, settings.data, whose.number, by)
        : 'patient' in whose
          ? await erasePatient(store, whose.patient, by)
          : await erasePerson(store, settings.data, whose.id, { ...by, alsoPatient: true })
    if (erasure === undefined)
      throw new UsageError('A call with this person is under way.', 'Erase the person when it has ended.')
    const counts = Object.entries(erasure.counts).map(([kind, count]) => `${kind} ${count}`)
    cli.print(
      `${cli.paint('green', '✓')} ${named[0]?.toUpperCase()}${named.slice(1)} is erased: ${counts.join(', ')}, journals ${erasure.journals.length}.`,
    )
    const kept = Object.entries(erasure.kept ?? {}).filter(([, count]) => count > 0)
    if (kept.length > 0)
      cli.print(
        `Kept, since it is the clinic's documentation: ${kept.map(([kind, count]) => `${kind} ${count}`).join(', ')}. What law has you keep it for, and how long, your clinic knows.`,
      )
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** A person, a patient of the embedded clinic whom no campaign knows, or a number under which nobody is entered. */
type Whose = PersonRecord | { readonly patient: string } | { readonly number: string }

async function readData(store: Store, whose: Whose): Promise<PersonData> {
  if ('number' in whose) return store.readNumberData(whose.number)
  return 'patient' in whose ? store.clinic.patients.readData(whose.patient) : ((await readPerson(store, whose.id)) ?? {})
}

/** Patients of the embedded clinic: by a telephone, the clinic's number, or name and birth date. */
async function findPatients({ clinic: { patients } }: Store, wanted: string): Promise<readonly ClinicPatient[]> {
  const number = readNumber(wanted)
  if (number !== undefined) return patients.listByPhone(number)
  const named = readNamed(wanted)
  if (named === undefined) return patients.find([wanted])
  return (await patients.listBornOn(named.born)).filter(({ name }) => sortWords(name) === named.words)
}

async function findOne(store: Store, wanted: string): Promise<Whose> {
  const [person, ...others] = await findPersons(store, wanted)
  const number = readNumber(wanted)
  if (person === undefined) {
    const [patient, ...more] = await findPatients(store, wanted)
    if (patient !== undefined && more.length === 0) return (await findPersonOf(store, patient)) ?? { patient: patient.id }
    if (patient !== undefined)
      throw new UsageError(
        `${more.length + 1} patients have this number, or this name and birth date.`,
        `Name one by the clinic's number: ${[patient, ...more].map(({ id }) => id).join(', ')}.`,
      )
    if (number !== undefined) return { number }
  }
  if (person === undefined)
    throw new UsageError(
      'There is no such person.',
      'Give the id, a number with its country (+48…), the clinic’s number of the patient, or name and birth date: "Anna Nowak 1972-05-03".',
    )
  if (others.length === 0) return person
  throw new UsageError(
    `${others.length + 1} persons have this number.`,
    `Name one by its id: ${[person, ...others].map(({ id }) => id).join(', ')}.`,
  )
}
