import type { TransferRequest } from '../call/ports.ts'
import { followDial } from './dial-way.ts'
import { Playback } from './playback.ts'
import { followQueue } from './queue-way.ts'
import { followRefer } from './refer-way.ts'
import type { TransferEnd, TransferState } from './transfer-state.ts'
import { makeGoodbye } from './transfer-verbs.ts'
import type { TransferHost, TransferWay } from './transfer-way.ts'
import { cutTexts, type VerbContext } from './verbs.ts'

/** A transfer under way: what the caller hears before, then one of the ways of transferring. */
export interface TransferRun extends Pick<Playback, 'hearStatus' | 'fail' | 'isPlaying'>, Omit<TransferWay, 'begin' | 'hangUp'> {
  readonly request: TransferRequest
  /** Plain JSON, from which another process goes on following it. */
  readonly state: TransferState
  /** Sends the verbs. */
  begin(context: VerbContext): void
  /** The caller's leg ended before a result came: says so first if the two had been connected. */
  hangUp(tell: () => void): 'later' | undefined
  isOver(): boolean
}

/** Follows a transfer to its result. */
export function followTransfer(state: TransferState, host: Omit<TransferHost, 'end'>): TransferRun {
  const { request } = state
  // A voice that does not work would only keep the telephones from ringing.
  const texts = host.isMute() ? [] : cutTexts(request.say)
  const playback = new Playback(request.id, texts, host.clock, host.emit)
  const finish = (ending: TransferEnd | undefined): void => {
    if (state.isOver === true) return
    state.isOver = true
    way.stop()
    if (ending === undefined) return
    playback.end(true)
    host.emit({ kind: 'transfer', turn: request.id, ...ending })
  }
  const way = followWay(state, { ...host, end: finish })
  return {
    ...way,
    hearStatus: event => playback.hearStatus(event),
    fail: () => playback.fail(),
    isPlaying: () => playback.isPlaying(),
    request,
    state,
    begin: context => host.send([...makeGoodbye(request, texts, context), ...way.begin()]),
    // What comes after the end changes nothing, but is still the transfer's.
    hearHook: (data, hook) => (state.isOver === true ? isOfTransfer(request, data.verb_id) : way.hearHook(data, hook)),
    hangUp(tell) {
      const ending = state.isOver === true ? undefined : way.hangUp(tell)
      if (ending === 'later') return 'later'
      finish(ending)
      return undefined
    },
    isOver: () => state.isOver === true,
  }
}

/** Whether a verb of this id is one of a transfer's: its ids begin with the transfer's own. */
function isOfTransfer({ id }: TransferRequest, verbId: string | undefined): boolean {
  return verbId === id || verbId?.startsWith(`${id}.`) === true
}

function followWay({ request, way }: TransferState, host: TransferHost): TransferWay {
  switch (way.kind) {
    case 'dial':
      return followDial(request, way, host)
    case 'queue':
      return followQueue(request, way, host)
    case 'refer':
      return followRefer(request, way, host)
    default:
      return way satisfies never
  }
}
