import { describeClinicSystem } from './clinic-contract.ts'
import { describeClinicRaces } from './clinic-races.ts'
import { openFhir } from './open-fhir.ts'

describeClinicSystem('FHIR', openFhir)
describeClinicRaces('FHIR', openFhir, 4)
