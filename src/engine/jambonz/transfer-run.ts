import type { Clock, TelephoneEvent, TransferRequest } from '../call/ports.ts'
import { type PlaybackTrack, trackPlayback } from './playback.ts'
import type { CallInfo, HookData } from './protocol.ts'

type Result = Extract<TelephoneEvent, { kind: 'transfer' }>['result']

/** A transfer under way. */
export interface TransferRun extends PlaybackTrack {
  readonly request: TransferRequest
  /** The dial's result. */
  hearHook(data: HookData): void
  /** State of the dialled leg, where the server reports it. */
  hearLeg(info: CallInfo): void
  /** A status of the summary that is spoken to whoever answered; with its end they are connected. */
  hearSummary(event: string): void
  /** The caller's leg ended before the dial reported: says so first if the two had been connected. */
  hangUp(): void
  failDial(): void
  isOver(): boolean
}

/** Follows a transfer to its result; the verbs were sent by the session. */
export function followTransfer(
  request: TransferRequest,
  texts: number,
  clock: Clock,
  emit: (event: TelephoneEvent) => void,
): TransferRun {
  const playback = trackPlayback(request.id, texts, clock, emit)
  let isConnected = false
  let isTelling = false
  /** Whoever answered left while the summary was spoken; jambonz calls that `completed` too. */
  let isDeclined = false
  let isOver = false
  const end = (result: Result): void => {
    if (isOver) return
    isOver = true
    playback.end(true)
    emit({ kind: 'transfer', turn: request.id, result })
  }
  return {
    request,
    hearStatus: event => playback.hearStatus(event),
    end: isPlayedOut => playback.end(isPlayedOut),
    hearHook(data) {
      const result = readDialResult(data)
      end(result === 'bridged' && isDeclined ? 'no_answer' : result)
    },
    hearLeg(info) {
      // With a summary the other side is asked before it is connected, so answering is not yet being connected.
      if (info.call_status === 'in-progress' && request.summary === undefined) isConnected = true
      if (info.call_status === 'completed') isDeclined = isTelling && !isConnected
    },
    hearSummary(event) {
      isTelling = true
      if (event === 'finished') isConnected = true
    },
    hangUp() {
      if (isConnected) end('bridged')
      isOver = true
    },
    fail: () => playback.fail(),
    failDial: () => end('failed'),
    isPlaying: playback.isPlaying,
    isOver: () => isOver,
  }
}

/**
 * Bridged only if jambonz says `completed`. A line that rings out comes back as the last state it had (`ringing`, 180), since the
 * dialled leg gets no final status; 408 and 480 mean nobody there, 600 busy everywhere.
 */
function readDialResult(data: HookData): Result {
  const { dial_call_status: status, dial_sip_status: code } = data
  if (status === 'completed') return 'bridged'
  if (status === 'busy' || code === 486 || code === 600) return 'busy'
  if (status === 'no-answer' || status === 'ringing' || status === 'trying' || status === 'early-media') return 'no_answer'
  return code === 408 || code === 480 || code === 487 ? 'no_answer' : 'failed'
}
