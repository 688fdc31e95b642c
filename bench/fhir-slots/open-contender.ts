import { type FhirClinic, openFhirClinic, readFhirMapping } from '../../src/engine/clinic/fhir/index.ts'

/** The clinic as a contender has it; patient, since the whole machine is busy with contenders. */
export async function openContender(server: string, now: () => number): Promise<FhirClinic> {
  const written = `server: ${server}\ntimezone: Europe/Warsaw\ntimeout: 60s\npage: 1000\n`
  const { mapping } = readFhirMapping('clinic-fhir.yaml', written)
  if (mapping === undefined) throw new Error('the mapping is faulty')
  return openFhirClinic({ mapping, secrets: {}, now })
}
