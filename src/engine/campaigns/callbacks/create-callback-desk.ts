import type { Store } from '../../store/index.ts'
import type { CallbackRequest, CallbackResult } from './callback-request.ts'
import { handOverCallbacks, settleCallbacks } from './close-callbacks.ts'
import type { CallbackSources } from './find-callback-campaign.ts'
import { requestCallback } from './request-callback.ts'

/** Where every way in asks for calls back: calls, messages, forms. Rejects when the store is away. */
export interface CallbackDesk {
  /** Asks for a call back; see requestCallback. `inside`: a transaction that it is to be part of. */
  request(request: CallbackRequest, inside?: Store): Promise<CallbackResult>
  /** Whoever has the number was served meanwhile: what waits is not called. @returns how many callbacks that were */
  settle(number: string, inside?: Store): Promise<number>
  /** To be asked now and then: gives what is not brought about in time to people. @returns how many callbacks that were */
  handOver(): Promise<number>
}

/** What a desk is made of. */
export interface CallbackDeskOptions extends CallbackSources {
  readonly store: Store
  readonly now: () => number
  /** Makes ids that are unique for ever. */
  readonly newId: () => string
}

/** Creates the desk. */
export function createCallbackDesk(options: CallbackDeskOptions): CallbackDesk {
  const { store, now } = options
  return {
    request: (request, inside = store) => requestCallback({ ...options, store: inside, now: now() }, request),
    settle: (number, inside = store) => settleCallbacks(inside, options, number, now()),
    handOver: () => handOverCallbacks(store, options, now()),
  }
}
