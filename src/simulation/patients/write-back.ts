import type { Random } from '../random.ts'
import { drawByWeight } from './habits.ts'
import type { InventedPatient } from './invent-patients.ts'
import { findPhrases } from './phrases/find-phrases.ts'
import type { Intent } from './phrases/phrase-book.ts'

/** One in so many writes something else than the person is like. */
const CLEAR = { as_they_are: 92, unclear: 8 } as const

/** What a patient writes back to a message that asks whether they will come. */
export function writeBack(patient: InventedPatient, random: Random): string {
  const intent = drawByWeight(CLEAR, random) === 'unclear' ? 'text_unclear' : chooseIntent(patient)
  return random.pick(findPhrases(patient.language)[intent])
}

function chooseIntent({ character }: InventedPatient): Intent {
  switch (character) {
    case 'moves':
      return 'text_move'
    case 'cancels':
      return 'text_cancel'
    case 'wants_person':
      return 'text_call'
    case 'stops_calls':
      return 'text_stop'
    default:
      return 'text_yes'
  }
}
