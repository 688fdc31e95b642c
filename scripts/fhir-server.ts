// A FHIR R4 server on this machine with an invented clinic in it, to try the connection of a clinic with: Medplum's router, in memory, forgotten
// at the end. Run: npm run fhir-server [-- --port N] [-- --like-hapi]
import { parseArgs } from 'node:util'
import { startFhirServer } from '../test/contract/clinic/fhir/fhir-server.ts'
import { fillInventedClinic } from './fhir-server/fill-invented-clinic.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8103' }, 'like-hapi': { type: 'boolean', default: false } },
})
try {
  const server = await startFhirServer({
    port: Number(values.port),
    forgets: true,
    subscriptions: 'prompt',
    ...(values['like-hapi'] && { as: 'hapi' }),
  })
  const { doctors, patients, slots, visits } = await fillInventedClinic(server, Date.now())
  console.log(`FHIR R4 at ${server.url}: ${doctors} doctors, ${patients} patients, ${slots} free times, ${visits} visits.`)
  console.log('All invented, and forgotten at the end. Ctrl+C ends it.')
} catch (error) {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EADDRINUSE') throw error
  console.error(`Port ${values.port} is taken. Choose another: npm run fhir-server -- --port ${Number(values.port) + 1}`)
  process.exitCode = 1
}
