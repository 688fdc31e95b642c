import { afterAll, describe } from 'vitest'
import { openPlaces } from '../store/store-places.ts'
import { describeClinicSystem } from './clinic-contract.ts'
import { describeClinicRaces } from './clinic-races.ts'
import { openEmbedded } from './open-embedded.ts'

const { places, close } = await openPlaces()
afterAll(close)

for (const [name, place] of places) {
  const embedded = await openEmbedded(place)
  describe(`embedded in ${name}`, () => {
    afterAll(() => embedded.close())
    describeClinicSystem(`tables of ${name}`, () => embedded.open())
    describeClinicRaces(`tables of ${name}`, () => embedded.open(), 4)
  })
}
