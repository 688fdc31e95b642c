import { DateTime } from 'luxon'
import { connectFhir } from '../../server/clinic/open-clinic.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { FHIR_FILE } from '../../server/workspace/read-campaign-files.ts'
import { readSurroundings } from '../../server/workspace/read-surroundings.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { runWebhookTry } from './run-webhook-try.ts'

const DAYS = 14
const DAY_MS = 86_400_000
const MOST_TIMES = 500
const HOW = {
  operations: 'operations: the server finds, holds and books',
  slots: 'slots: Slot and Appointment, each write over the version that was read',
  tasks: 'tasks: the records are only read, and staff book',
} as const

/** Tries the connection to the clinic's own system, its webhook or its FHIR server, and shows what calls will find there. */
export async function runClinicTry(cli: Cli, isJson: boolean): Promise<ExitCode> {
  const { settings } = cli.settings()
  const { clinic: kind, clinic_webhook_url: url, clinic_webhook_secret: secret } = settings
  if (kind === 'webhook' || (kind === undefined && url !== undefined)) {
    if (url === undefined || secret === undefined)
      throw new UsageError(
        "The address or the secret of the clinic's webhook is missing.",
        'Set TRUCADA_CLINIC_WEBHOOK_URL and TRUCADA_CLINIC_WEBHOOK_SECRET.',
      )
    return runWebhookTry(cli, { url, secret }, isJson)
  }
  const { fhir, files } = await readSurroundings(settings)
  if (!files.has(FHIR_FILE))
    throw new UsageError(
      `There is no ${FHIR_FILE} in ${settings.campaigns}.`,
      'Write it: server: https://… and timezone: Europe/Warsaw.',
    )
  if (fhir === undefined) throw new UsageError(`${FHIR_FILE} has errors.`, 'See them by: trucada check')
  const now = createRealClock().now()
  const clinic = await connectFhir(fhir, settings, () => now)
  const about = await clinic.inspect()
  const times = await clinic.findFreeTimes({ from: now, until: now + DAYS * DAY_MS, limit: MOST_TIMES })
  let visits = 0
  for await (const { visit } of clinic.listVisitsBetween(now, now + DAYS * DAY_MS)) if (visit.status !== 'cancelled') visits += 1
  if (isJson) {
    const soonest = times[0]?.at
    cli.print(
      JSON.stringify(
        { server: fhir.server, booking: clinic.booking, ...about, times: times.length, soonest, visits },
        undefined,
        2,
      ),
    )
    return EXIT.ok
  }
  const [soonest] = times
  const when = soonest && DateTime.fromMillis(soonest.at, { zone: fhir.timezone }).toFormat('ccc dd.MM. HH:mm', { locale: 'en' })
  const count = times.length === MOST_TIMES ? `${MOST_TIMES} or more` : String(times.length)
  cli.print(`${cli.paint('green', '✓')} ${fhir.server} answers as FHIR R4`)
  cli.print(`  books by    ${HOW[clinic.booking]}`)
  cli.print(`  schedules   ${about.schedules} of ${about.doctors} doctors`)
  cli.print(`  free times  ${count} in ${DAYS} days${when === undefined ? '' : `, the first ${when}`}`)
  cli.print(`  visits      ${visits} in ${DAYS} days`)
  cli.print(`  hears of    visits that others have ${about.hearsOf.join(', ')}`)
  for (const line of listGaps(about)) cli.print(`${cli.paint('yellow', '!')} ${line}`)
  return EXIT.ok
}

function listGaps({
  unspecified,
  unnamed,
  unknownStaff,
  cannotCreate,
}: Awaited<ReturnType<Awaited<ReturnType<typeof connectFhir>>['inspect']>>): readonly string[] {
  return [
    ...(unspecified === 0
      ? []
      : [
          `${unspecified} schedules say no specialty: their times are offered to who asks for the doctor only. Fill Schedule.specialty.`,
        ]),
    ...(unnamed.length === 0
      ? []
      : [`No name in scenarios has: ${unnamed.join(', ')}. Add them to specialties in ${FHIR_FILE}.`]),
    ...(unknownStaff.length === 0
      ? []
      : [`The server has no ${unknownStaff.join(', ')}: their tasks may be refused. Mend staff in ${FHIR_FILE}.`]),
    ...(cannotCreate.length === 0
      ? []
      : [
          `The server takes no ${cannotCreate.join(', ')}: what would be written there is refused. Ask for the right to create them.`,
        ]),
  ]
}
