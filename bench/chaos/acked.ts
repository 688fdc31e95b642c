import type { JournalEntry } from '../../src/engine/call/index.ts'
import type { FromJambonz } from '../../src/engine/jambonz/protocol.ts'
import type { Connect } from '../../src/simulation/index.ts'

/** Something that the caller said or keyed, and that the application has acknowledged. */
export interface AckedInput {
  readonly turn: string
  readonly text: string
}

/** Watches a telephone's sockets: what is acked must not be lost. */
export function watchAcks(connect: Connect): { readonly connect: Connect; readonly acked: readonly AckedInput[] } {
  const acked: AckedInput[] = []
  return {
    acked,
    connect(link) {
      const asked = new Map<string, AckedInput>()
      const app = connect({
        ...link,
        send(message) {
          const input = message.type === 'ack' ? asked.get(message.msgid) : undefined
          if (input !== undefined) acked.push(input)
          link.send(message)
        },
      })
      return {
        ...app,
        receive(message) {
          const input = readInput(message)
          if (input !== undefined) asked.set(input.msgid, input)
          app.receive(message)
        },
      }
    },
  }
}

function readInput(message: FromJambonz): (AckedInput & { readonly msgid: string }) | undefined {
  if (message.type !== 'verb:hook' || message.hook !== '/turn') return undefined
  const { verb_id: id, speech, digits, reason } = message.data
  if (id === undefined) return undefined
  const turn = id.replace(/\.listen$/, '')
  if (reason === 'speechDetected' && speech?.alternatives[0] !== undefined)
    return { msgid: message.msgid, turn, text: speech.alternatives[0].transcript }
  return reason === 'dtmfDetected' && digits !== undefined ? { msgid: message.msgid, turn, text: digits } : undefined
}

/** What was acked and is in no journal. */
export function findLost(acked: readonly AckedInput[], journal: readonly JournalEntry[]): readonly AckedInput[] {
  const written = new Set<string>()
  for (const entry of journal) {
    if (entry.kind === 'utterance') written.add(`${entry.turn} ${entry.text}`)
    else if (entry.kind === 'keys') written.add(`${entry.turn} ${entry.digits}`)
  }
  return acked.filter(({ turn, text }) => !written.has(`${turn} ${text}`))
}
