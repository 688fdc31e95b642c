/** What patients say on the telephone, and write (`text_…`), by what they mean by it. */
export const INTENTS = [
  'its_me',
  'wrong_number',
  'not_at_home',
  'confirm',
  'move',
  'cancel',
  'keep_it',
  'not_sure',
  'ill',
  'travelling',
  'feels_better',
  'other_reason',
  'first_time',
  'second_time',
  'no_time_fits',
  'yes',
  'no_thanks',
  'person',
  'call_later',
  'callback_time',
  'stop_calling',
  'who_is_it',
  'where_is_it',
  'text_yes',
  'text_cancel',
  'text_move',
  'text_call',
  'text_stop',
  'text_unclear',
  'voicemail',
] as const
/** One of them. */
export type Intent = (typeof INTENTS)[number]

/** Several ways to say each, as people do; a language's own words, not the lexicon's. */
export type PhraseBook = Readonly<Record<Intent, readonly [string, ...string[]]>>
