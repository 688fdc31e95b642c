import type { Services } from '../../call/ports.ts'
import { defineServices } from '../define-services.ts'
import { readText } from '../read-input.ts'
import type { WaitingDesk } from './create-waiting-desk.ts'

/** The services by which callers answer an offer: `accept_offer`, `decline_offer`. After each answer the next one is asked. */
export function createOfferServices(desk: WaitingDesk, otherwise?: Services): Services {
  return defineServices(
    {
      async accept_offer({ offer }) {
        const result = await desk.accept(readText(offer, 'an offer'))
        if (result === 'done') await desk.tend()
        return { result, values: {} }
      },
      async decline_offer({ offer, stays }) {
        await desk.decline(readText(offer, 'an offer'), stays === true)
        await desk.tend()
        return { result: 'done', values: {} }
      },
    },
    otherwise,
  )
}
