import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const ROOT = join(import.meta.dirname, '../../..')
const SIMULATIONS = join(ROOT, 'test/simulations')
/** Folders whose simulations are all about the line. */
const FOLDERS = ['resume', 'nobody-hears-silence', 'who-answers', 'keys', 'handing-over', 'recording']

/**
 * What a call survives on the line, and what shows it: simulations, which are held in Polish and Ukrainian at least, and for what nobody hears
 * a test (`file: a part of its name`).
 */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  // Going on where it was.
  'the socket breaks while nothing is owed': [
    'resume/socket-breaks-while-the-caller-thinks',
    'resume/socket-breaks-and-the-answer-comes-meanwhile',
  ],
  'the socket breaks before the first acknowledgement': [
    'test/unit/jambonz/first-ack-lost.test.ts: whose socket broke before its first message was acked',
  ],
  'the process dies while nothing is owed': ['semantics/23-a-call-goes-on-in-silence-in-another-process'],
  'the process dies with an answer': ['semantics/23-a-lost-answer-is-asked-for-again-with-an-apology'],
  'the process dies while a service runs': ['semantics/23-a-service-runs-once-over-two-processes'],
  'the process dies while somebody is rung': ['resume/process-dies-while-somebody-is-rung'],
  'the process dies while the caller waits in a queue': [
    'resume/process-dies-while-the-caller-waits-in-a-queue',
    'test/contract/waiting-room.test.ts: keep its place and what it was promised',
  ],
  'the process dies between two contacts of a call': [
    'test/unit/server/killed-at-any-instant.test.ts: goes on to the next, whenever the process is killed',
  ],
  'the process stops in peace': ['test/contract/moving-calls.test.ts: new ones are refused so that jambonz tries again'],
  // Nobody hears silence.
  'a slow service, with words of its own and without': [
    'nobody-hears-silence/slow-service-with-words-of-its-own',
    'nobody-hears-silence/slow-service-without-words',
  ],
  'the recogniser fails: asked again, keys, a person': [
    'nobody-hears-silence/recogniser-fails-once',
    'nobody-hears-silence/recogniser-fails-in-the-prompt',
    'nobody-hears-silence/recogniser-fails-and-keys-answer',
    'nobody-hears-silence/recogniser-fails-for-good',
  ],
  'the voice fails: another, or once more, or a person': [
    'nobody-hears-silence/voice-fails-once',
    'nobody-hears-silence/voice-fails-for-good',
    'test/unit/jambonz/turn.test.ts: gives way to its spare, which speaks what was lost',
    'test/unit/jambonz/voice-never-answers.test.ts: a voice that never answers is asked once more',
  ],
  'the voice fails while the call is handed over': [
    'handing-over/voice-fails-before-it-rings',
    'handing-over/voice-fails-while-it-is-told',
  ],
  'a fault of the robot': ['test/unit/call/faults.test.ts: with a word of regret where there is a way to say it'],
  // Who answered.
  'somebody else': ['who-answers/husband-answers', 'who-answers/telephone-is-handed-over', 'who-answers/television-says-yes'],
  'a child': ['who-answers/child-answers'],
  'a voicemail': [
    'who-answers/voicemail-greeting-is-waited-out',
    'who-answers/voicemail-is-known-by-its-words',
    'who-answers/voicemail-gives-the-name-first',
    'who-answers/voicemail-speaks-at-once',
    'who-answers/voicemail-tone-ends-the-wait',
    'who-answers/voicemail-tone-comes-late',
    'who-answers/voicemail-has-a-short-greeting',
  ],
  'a call screening': ['who-answers/screening-puts-the-person-through', 'appointment-confirmation/call-screening'],
  'a menu': ['who-answers/menu-speaks'],
  'an announcement of the network': ['who-answers/network-announcement'],
  'a fax': ['appointment-confirmation/fax-answers'],
  silence: ['appointment-confirmation/silent-to-the-end'],
  'a verdict that comes late, or turns': [
    'who-answers/machine-verdict-comes-too-late',
    'test/unit/call/who-answered.test.ts: is waited out in the turn in which somebody speaks',
    'who-answers/person-after-all',
    'who-answers/person-speaks-up',
  ],
  // Keys and speech together.
  'a key into a question, a statement, half a word': [
    'keys/key-into-the-question',
    'keys/key-into-a-statement-answers-the-next-question',
    'keys/key-ends-half-a-word',
  ],
  'keys typed ahead, or twice': ['keys/keys-typed-ahead-change-nothing', 'keys/key-right-after-a-key'],
  'a key that ends the typing, or a pause': ['keys/birth-date-ended-by-hash', 'keys/birth-date-ended-by-a-pause'],
  'a key without meaning': ['keys/key-without-meaning'],
  // Handing over.
  'told what it is about, taken by a key': [
    'handing-over/agent-takes-the-call-by-the-key',
    'handing-over/nurse-is-told-what-was-kept',
    'test/contract/handover-summary.test.ts: posts the summary of a call that is handed over',
  ],
  busy: ['handing-over/line-is-busy'],
  'no answer': ['handing-over/line-rings-out'],
  failed: ['handing-over/line-fails'],
  'not taken': [
    'handing-over/agent-presses-nothing',
    'handing-over/agent-presses-another-key',
    'handing-over/agent-hangs-up-while-being-told',
  ],
  'one of the two hangs up': [
    'handing-over/agent-hangs-up-after-the-talk',
    'handing-over/caller-hangs-up-after-the-talk',
    'handing-over/caller-hangs-up-while-it-rings',
    'handing-over/caller-hangs-up-while-the-agent-is-told',
    'handing-over/gives-up-while-it-rings',
  ],
  closed: ['handing-over/closed-on-a-holiday', 'appointment-confirmation/asks-for-a-person-closed'],
  'a group': [
    'handing-over/group-rings-on-to-the-next',
    'handing-over/group-rings-at-once',
    'handing-over/group-rings-at-once-and-one-declines',
    'handing-over/group-of-whom-nobody-takes-it',
    'semantics/20-only-who-takes-a-call-has-it',
  ],
  'a rota': ['handing-over/on-call-at-night', 'handing-over/on-call-until-the-morning', 'handing-over/nobody-on-call'],
  'a queue': [
    'handing-over/queue-tells-the-place',
    'handing-over/queue-tells-the-place-uk',
    'handing-over/queue-plays-music',
    'handing-over/queue-offers-a-call-back',
    'handing-over/queue-and-another-key',
    'handing-over/queue-takes-too-long',
    'handing-over/queue-caller-gives-up',
    'handing-over/queue-caller-hangs-up-after-the-talk',
  ],
  'a referral': ['handing-over/referral-is-connected', 'handing-over/referral-is-busy', 'handing-over/referral-finds-nobody'],
  // Recording.
  'off, and on with notice': [
    'recording/nothing-is-recorded-where-it-is-not-wanted',
    'recording/caller-is-told-and-recorded-after-it',
    'semantics/21-nobody-is-recorded-who-was-not-told',
  ],
  'required, and paused while secrets are said': [
    'recording/pauses-while-the-address-is-said',
    'recording/pauses-while-the-birth-date-is-said',
  ],
  'by line and country, and by consent': [
    'test/unit/jambonz/recorder.test.ts: by the line that says so, whatever the country says',
    'test/unit/jambonz/recorder.test.ts: asks before the first word, and records from the key on',
  ],
  // Calls out.
  'statuses late, twice, out of order or lost': [
    'test/contract/jambonz-rest.test.ts: lead every leg to its end although they come late, twice and out of order',
    'test/contract/jambonz-statuses.test.ts: also before the session',
    'test/unit/jambonz/rest/leg.test.ts: never goes back, and a status heard twice changes nothing',
  ],
  'limits, and refusals without a reason': [
    'test/contract/jambonz-rest.test.ts: stays under the limit by itself',
    'test/contract/jambonz-rest.test.ts: refuses without a reason what feature server 0.9.8 refuses',
  ],
  'signatures of webhooks': ['test/contract/jambonz-rest.test.ts: are believed only when signed'],
}

const isTest = (shown: string): boolean => shown.startsWith('test/')
const simulations = Object.values(PROMISES)
  .flat()
  .filter(shown => !isTest(shown))
const readSimulation = (name: string): { readonly languages?: 'all' | readonly string[] } =>
  parse(readFileSync(join(SIMULATIONS, `${name}.yaml`), 'utf8')) as { readonly languages?: 'all' | readonly string[] }

/** The languages of the scenarios are five: `all` has both. */
function speaks(name: string, language: string): boolean {
  const { languages } = readSimulation(name)
  return languages === 'all' || languages?.includes(language) === true
}

describe('what is promised of the line', () => {
  it.each(Object.entries(PROMISES))('is shown: %s', (_promise, shown) => {
    const [tests, names] = [shown.filter(isTest), shown.filter(one => !isTest(one))]
    for (const one of tests) {
      const [file = '', title = ''] = one.split(': ')
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title)
    }
    for (const name of names) expect(existsSync(join(SIMULATIONS, `${name}.yaml`)), name).toBe(true)
    // A rule of the engine's own semantics may be held in one language, where another of the row has both.
    if (names.length === 0) return
    for (const language of ['pl', 'uk'])
      expect(
        names.filter(name => speaks(name, language)),
        language,
      ).not.toEqual([])
  })

  it.each(simulations.filter(name => !name.startsWith('semantics/') && !name.includes('queue-tells')))(
    'is held in Polish and Ukrainian: %s',
    name => {
      expect([speaks(name, 'pl'), speaks(name, 'uk')]).toEqual([true, true])
    },
  )

  it('is listed here whole', () => {
    const there = FOLDERS.flatMap(folder =>
      readdirSync(join(SIMULATIONS, folder)).map(file => `${folder}/${file.replace('.yaml', '')}`),
    )
    expect(there.filter(name => !simulations.includes(name))).toEqual([])
  })
})
