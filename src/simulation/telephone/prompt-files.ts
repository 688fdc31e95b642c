import { SENTENCE_HEADER } from '../../engine/jambonz/protocol.ts'
import type { SayBody, ToJambonz, Verb } from '../../engine/jambonz/protocol.ts'

const PATIENCE_MS = 2000

/**
 * Passes messages on, with its sentence in the place of each file that a prompt plays: a telephone that shows a call has no ear. The
 * sentences are asked for first; what follows waits, so that nothing overtakes.
 */
export function showFiles(send: (message: ToJambonz) => void): (message: ToJambonz) => void {
  let reading: Promise<void> | undefined
  return message => {
    const files = listFiles(message)
    if (files.length === 0 && reading === undefined) return send(message)
    const mine: Promise<void> = Promise.all([readFiles(files), reading]).then(([words]) => {
      if (reading === mine) reading = undefined
      send(words.size === 0 ? message : replaceFiles(message, words))
    })
    reading = mine
  }
}

/** The addresses that a message's verbs play among the texts of a say, as jambonz does. */
function listFiles(message: ToJambonz): readonly string[] {
  return listSays(message).flatMap(({ text }) => (typeof text === 'string' ? [text] : text).filter(isFile))
}

/** The sentences of files, by address. A file that does not say its sentence, or cannot be had, is shown as what it is. */
async function readFiles(addresses: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(
      [...new Set(addresses)].map(async (address): Promise<[string, string]> => [address, await readFile(address)]),
    ),
  )
}

/** The message with sentences in the place of files. */
function replaceFiles(message: ToJambonz, words: ReadonlyMap<string, string>): ToJambonz {
  const swap = (text: string): string => words.get(text) ?? text
  const swapSay = <T extends SayBody>(say: T): T => ({
    ...say,
    text: typeof say.text === 'string' ? swap(say.text) : say.text.map(swap),
  })
  const swapVerb = (verb: Verb): Verb => {
    if (verb.verb === 'say') return swapSay(verb)
    return verb.verb === 'gather' && verb.say !== undefined ? { ...verb, say: swapSay(verb.say) } : verb
  }
  return 'data' in message && Array.isArray(message.data)
    ? ({ ...message, data: (message.data as readonly Verb[]).map(swapVerb) } as ToJambonz)
    : message
}

function listSays(message: ToJambonz): readonly SayBody[] {
  if (!('data' in message) || !Array.isArray(message.data)) return []
  return (message.data as readonly Verb[]).flatMap(verb => {
    if (verb.verb === 'say') return [verb]
    return verb.verb === 'gather' && verb.say !== undefined ? [verb.say] : []
  })
}

function isFile(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}

async function readFile(address: string): Promise<string> {
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    const sentence = response.headers.get(SENTENCE_HEADER)
    if (!response.ok) return `(a file that is not there: status ${response.status})`
    return sentence === null ? '(a file)' : decodeURIComponent(sentence)
  } catch {
    return '(a file that cannot be fetched)'
  }
}
