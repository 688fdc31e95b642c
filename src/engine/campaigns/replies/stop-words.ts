/**
 * Words by which people want no more messages, whatever language they are written to in; each is the whole message, but for courtesy.
 * CANCEL is not among them: it calls a visit off.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    // Networks and providers know these everywhere.
    ['stop', 'stopall', 'stop sms', 'stop all', 'unsubscribe', 'optout', 'opt out', 'end', 'quit'],
    ['nie pisać', 'nie pisać więcej', 'nie piszcie', 'proszę nie pisać', 'wypisz', 'wypisz mnie', 'rezygnuję', 'rezygnacja'],
    ['стоп', 'не писати', 'не пишіть', 'відписатися', 'відписатись', 'відписка', 'відмовляюся', 'відмовляюсь'],
    ['не писать', 'не пишите', 'отписаться', 'отписка', 'отказываюсь'],
    ['baixa', 'baja', 'atura', 'no escriviu', 'no escrigueu', 'no más mensajes'],
  ]
    .flat()
    .map(fold),
)

/** Words by which people want messages again after such a word; YES is not among them: it answers the message. */
const START_WORDS: ReadonlySet<string> = new Set(
  [
    ['start', 'unstop', 'subscribe', 'resume', 'opt in', 'optin'],
    ['pisać', 'piszcie', 'wznów', 'wznówcie'],
    ['старт', 'пишіть', 'підписатися', 'підписатись', 'підписка', 'відновити'],
    ['пишите', 'подписаться', 'подписка', 'возобновить'],
    ['alta', 'inici', 'torneu a escriure', 'escriviu', 'reprèn'],
  ]
    .flat()
    .map(fold),
)

/** These may be meant for the visit too: a person asks. */
const DOUBTFUL: ReadonlySet<string> = new Set(['rezygnuję', 'rezygnacja', 'відмовляюся', 'відмовляюсь', 'отказываюсь'].map(fold))

const COURTESY: ReadonlySet<string> = new Set(
  [
    'proszę',
    'dziękuję',
    'please',
    'thanks',
    'thank',
    'you',
    'дякую',
    'будь',
    'ласка',
    'спасибо',
    'пожалуйста',
    'gràcies',
    'gracias',
    'sisplau',
  ].map(fold),
)

/** What a message says about messages: `doubtful` where it may be about the visit as well. Undefined: nothing. */
export function readStop(text: string): 'stop' | 'doubtful' | undefined {
  const said = listReadings(text).find(one => STOP_WORDS.has(one))
  if (said === undefined) return undefined
  return DOUBTFUL.has(said) ? 'doubtful' : 'stop'
}

/** Whether a message asks for messages again. */
export function isStart(text: string): boolean {
  return listReadings(text).some(one => START_WORDS.has(one))
}

/** A message as it is, and without courtesy. */
function listReadings(text: string): readonly string[] {
  const words = fold(text).split(' ')
  return [words.join(' '), words.filter(word => !COURTESY.has(word)).join(' ')]
}

/** Small letters without marks, words with one space between: telephones without Polish letters write `rezygnuje`. */
function fold(text: string): string {
  return (
    text
      .normalize('NFD')
      // и and й, і and ї are letters of their own.
      .replaceAll(/(?<![\u0400-\u04ff])\p{M}+/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .replaceAll('ł', 'l')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  )
}
