import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFolder, runCli } from '../../../unit/cli/run-cli.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { addSlot, DAY, fillServer, MINUTE } from './make-clinic.ts'

let server: FhirServer
beforeEach(async () => {
  server = await startFhirServer()
  await fillServer(server, 0)
  const soon = Math.ceil(Date.now() / DAY) * DAY + DAY
  for (const minutes of [0, 15]) await addSlot(server, soon + minutes * MINUTE)
})
afterEach(() => server.close())

const tryIt = (text: string, ...more: string[]) =>
  runCli(['clinic', 'try', ...more], { folder: createFolder({ 'campaigns-yaml/clinic-fhir.yaml': text }) })

it('says what calls will find on the server, and what is missing for them, and writes nothing', async () => {
  const { code, out } = await tryIt(`server: ${server.url}\ntimezone: Europe/Warsaw\n`)
  expect(code).toBe(0)
  expect(out).toContain(`✓ ${server.url} answers as FHIR R4`)
  expect(out).toContain('books by    slots')
  expect(out).toContain('1 of 1 doctors')
  expect(out).toContain('hears of    visits that others have cancelled, moved\n')
  expect(out).toMatch(/free times {2}2 in 14 days, the first \w{3} \d\d\.\d\d\. 0\d:00/)
  expect(out).toContain('! No name in scenarios has: Cardiology. Add them to specialties in clinic-fhir.yaml.')
  expect(server.seen.every(({ method }) => method === 'GET')).toBe(true)
  const json = await tryIt(
    `server: ${server.url}\ntimezone: Europe/Warsaw\nspecialties:\n  c: { system: "http://snomed.info/sct", code: "394579002" }\n`,
    '--json',
  )
  expect(JSON.parse(json.out)).toMatchObject({
    booking: 'slots',
    schedules: 1,
    times: 2,
    unnamed: [],
    unknownStaff: [],
    cannotCreate: [],
  })
})

it('says whom the mapping names and the server does not know', async () => {
  const { out } = await tryIt(
    `server: ${server.url}\ntimezone: Europe/Warsaw\nstaff: { nurse: Practitioner/nowak, desk: Practitioner/none }\n`,
  )
  expect(out).toContain(
    '! The server has no desk: Practitioner/none: their tasks may be refused. Mend staff in clinic-fhir.yaml.',
  )
})

it('says what is wrong, and what to do', async () => {
  const away = await tryIt('server: http://127.0.0.1:1/fhir\ntimezone: Europe/Warsaw\n')
  expect(away.code).not.toBe(0)
  expect(away.err).toContain('cannot be reached')
  expect(away.err).toContain('server in clinic-fhir.yaml')
  const faulty = await tryIt('server: fhir\n')
  expect(faulty.err).toContain('trucada check')
  const none = await runCli(['clinic', 'try'], { folder: createFolder({}) })
  expect(none.err).toContain('clinic-fhir.yaml')
})
