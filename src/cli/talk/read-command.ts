import { suggest } from '../../scenarios/source/suggest.ts'

/** What a line typed in `talk` asks for. */
export type TalkCommand =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'keys'; readonly digits: string }
  /** Say nothing until the robot speaks again. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'noise' }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'answered_by'; readonly by: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown'; readonly message: string }

/** The commands with their meaning, for `/help`. */
export const TALK_COMMANDS: Readonly<Record<string, string>> = {
  '/1': 'press the key 1; also /123, /*, /#',
  '/silence': 'say nothing until the robot speaks again',
  '/noise': 'cough: a sound that is no word',
  '/answered-by': 'who picked up, as the network would say: /answered-by voicemail',
  '/hangup': 'hang up',
  '/help': 'show these commands',
}

/** Reads a typed line. With `keysOnly` a line of digits is pressed rather than said. */
export function readTalkCommand(line: string, keysOnly: boolean): TalkCommand {
  const text = line.trim()
  if (text === '') return { kind: 'nothing' }
  if (keysOnly && /^[0-9*#]+$/.test(text)) return { kind: 'keys', digits: text }
  if (!text.startsWith('/')) return { kind: 'say', text }
  const [word = '', ...rest] = text.split(/\s+/)
  if (/^\/[0-9*#]+$/.test(word) && rest.length === 0) return { kind: 'keys', digits: word.slice(1) }
  switch (word) {
    case '/silence':
      return { kind: 'silence' }
    case '/noise':
      return { kind: 'noise' }
    case '/hangup':
      return { kind: 'hangup' }
    case '/help':
      return { kind: 'help' }
    case '/answered-by':
      return rest.length === 1
        ? { kind: 'answered_by', by: rest[0] ?? '' }
        : { kind: 'unknown', message: 'Say who answered: /answered-by voicemail' }
    default: {
      const near = suggest(word, Object.keys(TALK_COMMANDS))
      return { kind: 'unknown', message: `There is no ${word}. ${near === undefined ? 'See /help.' : `Did you mean ${near}?`}` }
    }
  }
}
