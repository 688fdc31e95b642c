import { describeClinicSystem } from './clinic-contract.ts'
import { describeClinicRaces } from './clinic-races.ts'
import { openFhir } from './open-fhir.ts'

describeClinicSystem('FHIR', openFhir)
describeClinicRaces('FHIR', openFhir, 4)

const openAsHapi = () => openFhir({ as: 'hapi' })
describeClinicSystem('FHIR as HAPI keeps it', openAsHapi)
describeClinicRaces('FHIR as HAPI keeps it', openAsHapi, 2)
