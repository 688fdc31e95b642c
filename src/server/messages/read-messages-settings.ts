import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DEFAULT_MESSAGES, type MessagesSettings, readMessagesFile } from '../../engine/messages/index.ts'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'

/** Name of the file in the folder of campaigns that says who carries messages. */
const MESSAGES_FILE = 'messages.yaml'

/**
 * Reads messages.yaml of a folder of campaigns; where there is none, messages become lines of a file. Rejects with an `OperationalError` when
 * it cannot be read or has an error: by a guess messages would go nowhere.
 */
export async function readMessagesSettings(folder: string): Promise<MessagesSettings> {
  let text: string
  try {
    text = await readFile(join(folder, MESSAGES_FILE), 'utf8')
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    if (code === 'ENOENT') return DEFAULT_MESSAGES
    throw new OperationalError('messages/unreadable', `${MESSAGES_FILE} cannot be read (${code}).`, {
      facts: { code },
      remedy: 'Give the user that runs trucada the right to read it.',
      cause: error,
    })
  }
  const { settings, findings } = readMessagesFile(MESSAGES_FILE, text)
  const faults = findings.filter(({ severity }) => severity === 'error')
  if (faults.length === 0) return settings
  const lines = faults.map(({ span, message }) => `${MESSAGES_FILE}:${span.line}:${span.column} ${message}`)
  throw new OperationalError('messages/unusable', lines.join('\n'), {
    remedy: 'Mend it; trucada check shows each fault with its place.',
  })
}
