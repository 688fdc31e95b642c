import type { TransferRequest } from '../call/ports.ts'
import { prepareVerbs } from './prepare-verbs.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import { followTransfer, type TransferRun } from './transfer-run.ts'
import { cutTexts, HOOKS, makeSay, makeTransfer } from './verbs.ts'

const summaryId = (transfer: TransferRun): string => `${transfer.request.id}.summary`

/** The transfers of a call, of which one at most is under way. */
export interface Transfers extends SessionPart {
  begin(request: TransferRequest): void
  current(): TransferRun | undefined
}

/** Creates the part that connects the caller with people. */
export function createTransfers(host: SessionHost): Transfers {
  const { clock, log, lines, sender, emit } = host
  let transfer: TransferRun | undefined

  return {
    current: () => transfer,
    begin(request) {
      const line = lines.findTransfer(request.to)
      if (line === undefined || !lines.isOpen(line, clock.now())) {
        if (line === undefined) log.error({ to: request.to }, 'A transfer has no entry in lines.yaml')
        const result = line === undefined ? 'failed' : 'closed'
        // Not before the call has finished asking.
        clock.setTimeout(() => emit({ kind: 'transfer', turn: request.id, result }), 0)
        return
      }
      const texts = cutTexts(request.say)
      const voice = host.voiceOf(request.language)
      const base = sender.baseOf(voice)
      transfer = followTransfer(request, texts.length, clock, emit)
      sender.send(makeTransfer(request, line, texts, { voice, base }))
    },
    supersede() {
      transfer = undefined
    },
    answer(message) {
      if (message.type !== 'dial:confirm' || transfer === undefined) return undefined
      const summary = message.hook === HOOKS.confirm ? transfer.request.summary : undefined
      if (summary === undefined || summary.trim() === '') {
        transfer.hearSummary('finished')
        return undefined
      }
      const voice = host.voiceOf(transfer.request.language)
      const texts = cutTexts([{ key: '', text: summary }])
      const say = makeSay(summaryId(transfer), texts, 'normal', { voice, base: sender.baseOf(voice) })
      // The other leg reports events only when it is told to itself; the summary's end is the moment of connecting.
      return prepareVerbs(
        [
          { verb: 'config', notifyEvents: true },
          { verb: 'say', ...say },
        ],
        log,
      )
    },
    hearHook(data, hook) {
      if (hook !== HOOKS.transfer || transfer === undefined || data.verb_id !== transfer.request.id) return false
      transfer.hearHook(data)
      return true
    },
    hearStatus({ event, id }) {
      if (transfer === undefined || id === undefined) return false
      if (id === summaryId(transfer)) transfer.hearSummary(event)
      else if (id === transfer.request.id) transfer.hearStatus(event)
      else return false
      return true
    },
    hearLeg: info => transfer?.hearLeg(info),
    hearError({ id, verb }, isFinal) {
      if (!isFinal || transfer === undefined || id !== transfer.request.id) return false
      if (verb === 'say') transfer.fail()
      if (verb !== 'dial') return false
      transfer.failDial()
      return true
    },
    hangUp: () => transfer?.hangUp(),
  }
}
