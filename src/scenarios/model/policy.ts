import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import type { Fields } from './data-type.ts'
import type { ClinicFacts, PolicyDocument } from './documents.ts'
import { durationShape, readDuration } from './duration.ts'
import type { Exit } from './exit.ts'
import { ladderShape, readLadder } from './ladder.ts'
import { documentNameShape, nameShape } from './names.ts'
import { checkPlaceName, conditionsShape, languageShape, readKeys } from './read-document.ts'
import { exitShape, explainExit, readExit } from './read-exit.ts'
import { readStep } from './read-step.ts'
import type { Reading } from './reading.ts'
import type { Step } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'

/** Stands where mini-steps or exits are: they are read one by one. */
const entriesLaterShape = z.record(nameShape, z.unknown())

/** The types of a clinic's facts. */
export function typeFacts(facts: ClinicFacts): Fields {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, { kind: typeof fact === 'number' ? 'number' : 'text', optional: false }]),
  )
}

/** A policy, but for its mini-steps. */
export const policyShape = strictShape({
  policy: documentNameShape.describe('Name of the policy, the same as of its file.'),
  title: z.string().optional().describe('What the policy is called on screens.'),
  speaks: languageShape.describe('Language in which the texts of this file are written.'),
  clinic: z
    .object({
      name: z.string().min(1).describe('Name of the clinic as it is spoken.'),
      zone: z.string().describe('Time zone: Europe/Warsaw.'),
    })
    .catchall(z.union([z.string(), z.number()]))
    .describe(
      'Facts of the clinic that every text may speak, {clinic.name}, and every condition ask for; numbers without quotes.',
    ),
  silence: ladderShape.describe('What happens when nobody answers, the first time, the second …'),
  not_understood: ladderShape.describe('What happens when the answer is not understood.'),
  off_list: ladderShape.describe('What happens when the answer is understood but not on offer.'),
  silence_after: durationShape.optional().describe('How long to wait for an answer; default 5s.'),
  confirm_below: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Confidence from 0 to 1 under which a value is read back; default 0.6.'),
  read_back: textShape.describe('How a value is read back; {value} stands for it.'),
  interrupted: textShape
    .optional()
    .describe(
      'An apology, when the line to the telephone has broken and something is asked again: short, and without data of the contact.',
    ),
  waiting: textShape.optional().describe('What a caller who waits in a queue hears; {position} is the place in it.'),
  offer_callback: textShape
    .optional()
    .describe('How a caller who waits in a queue is offered a call back; by key 1 if not said otherwise.'),
  limits: strictShape({
    failures: z.int().min(1).describe('Failures in one call before it goes to "go".'),
    minutes: z.number().positive().describe('Minutes of one call before it goes to "go".'),
    go: exitShape,
  }).describe('When a call has lasted long enough.'),
  absolute: z.array(nameShape).optional().describe("What beats a step's own answer: stop_calling, operator, emergency."),
  conditions: conditionsShape.describe('Conditions by name.'),
  anytime: entriesLaterShape.describe('What works anytime: a mini-step or an exit by meaning.'),
  answered_by: entriesLaterShape
    .optional()
    .describe('What happens when something else answers: voicemail, network, screening, menu, fax.'),
})

/** Reads a policy as far as it can be read. `place` is the name of its file or folder below policies/. */
export function readPolicy(reading: Reading, data: unknown, place: string): PolicyDocument {
  const { keys, broken } = readKeys(reading, policyShape, data, 'the policy')
  checkPlaceName(reading, 'policy', keys.policy, place)
  checkZone(reading, keys.clinic?.zone)
  const anytime = readEntries(reading, keys.anytime, 'anytime')
  const answeredBy = readEntries(reading, keys.answered_by, 'answered_by')
  const allBroken = [...broken, ...anytime.broken, ...answeredBy.broken]
  return {
    kind: 'policy',
    file: reading.source.file,
    name: place,
    ...(keys.title !== undefined && { title: keys.title }),
    speaks: keys.speaks ?? 'pl',
    clinic: keys.clinic ?? { name: '', zone: 'UTC' },
    silence: readLadder(reading, keys.silence ?? [STAND_IN], ['silence']),
    notUnderstood: readLadder(reading, keys.not_understood ?? [STAND_IN], ['not_understood']),
    offList: readLadder(reading, keys.off_list ?? [STAND_IN], ['off_list']),
    silenceAfterMs: readDuration(keys.silence_after ?? '5s') ?? 5000,
    confirmBelow: keys.confirm_below ?? 0.6,
    readBack: readTextSource(keys.read_back ?? []),
    ...(keys.interrupted !== undefined && { interrupted: readTextSource(keys.interrupted) }),
    ...(keys.waiting !== undefined && { waiting: readTextSource(keys.waiting) }),
    ...(keys.offer_callback !== undefined && { offerCallback: readTextSource(keys.offer_callback) }),
    limits: {
      failures: keys.limits?.failures ?? 8,
      minutes: keys.limits?.minutes ?? 10,
      go: keys.limits === undefined ? { kind: 'stay' } : readExit(keys.limits.go),
    },
    absolute: keys.absolute ?? [],
    conditions: keys.conditions ?? {},
    steps: new Map(),
    anytime: anytime.entries,
    answeredBy: answeredBy.entries,
    ...(allBroken.length > 0 && { broken: new Set(allBroken) }),
  }
}

/** A missing ladder has its finding already; this keeps the reader of ladders from adding one. */
const STAND_IN = { go: 'stay' }

function checkZone(reading: Reading, zone: string | undefined): void {
  if (zone === undefined) return
  const known = /^[A-Z][A-Za-z_]+\/[A-Za-z_+\-/]+$|^UTC$/.test(zone) && isZone(zone)
  if (!known) reading.report('shape/bad-zone', ['clinic', 'zone'], 'value', { found: zone.slice(0, 60) })
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

interface Entries {
  readonly entries: ReadonlyMap<string, Step | Exit>
  readonly broken: readonly string[]
}

function readEntries(reading: Reading, data: Readonly<Record<string, unknown>> | undefined, key: string): Entries {
  const entries = new Map<string, Step | Exit>()
  const broken: string[] = []
  for (const [name, value] of Object.entries(data ?? {})) {
    const path: SourcePath = [key, name]
    if (looksLikeExit(value)) {
      const exit = exitShape.safeParse(value)
      if (exit.success) entries.set(name, readExit(exit.data))
      else {
        explainExit(reading, value, path)
        broken.push(`${key}.${name}`)
      }
      continue
    }
    const { step, whole } = readStep(reading, value, name, path)
    if (step !== undefined) entries.set(name, step)
    if (!whole) broken.push(`${key}.${name}`)
  }
  return { entries, broken }
}

function looksLikeExit(value: unknown): boolean {
  if (typeof value === 'string') return true
  return (
    typeof value === 'object' && value !== null && ['end', 'give', 'if', 'if_empty', 'go'].some(key => Object.hasOwn(value, key))
  )
}

/** How policies are written, for the manual. */
export const policyManual = `
A policy holds, once for all scenarios, what is the same in every call: what happens in silence, when the caller is not
understood, what works anytime, what answers for the person, and when a call has lasted long enough. It lies in
\`policies/NAME.yaml\`, its texts in other languages in \`policies/NAME/LANGUAGE.yaml\`. Under \`clinic\` stand facts of the clinic's own: words
that texts speak (\`{clinic.name}\`), and numbers that conditions compare with (\`pulse > clinic.limit_pulse_to\`).

\`\`\`yaml
policy: clinic
speaks: pl
clinic: { name: Przychodnia Zdrowie, zone: Europe/Warsaw, phone: "+48 600 000 000" }
silence: [repeat, { say: "Czy mnie słychać?", then: repeat }, { go: anytime.call_me_later }]
not_understood: [repeat, rephrase, keys, { go: anytime.operator }]
off_list: [{ say: "Tego niestety nie mogę zrobić.", then: repeat }, { go: anytime.operator }]
silence_after: 5s
confirm_below: 0.6
read_back: "{value}, zgadza się?"
interrupted: "Przepraszam, coś nam przerwało."
waiting: "Wszystkie osoby rozmawiają. Miejsce w kolejce: {position}."
offer_callback: "Jeśli mamy oddzwonić, proszę nacisnąć jeden."
limits: { failures: 8, minutes: 10, go: anytime.operator }
absolute: [stop_calling, operator, emergency]
anytime:
  repeat: repeat
  who_is_it: { say: "Dzwonię z {clinic.name}.", then: back }
  operator: { transfer: reception, failed: { end: callback } }
answered_by:
  voicemail: { say: "Prosimy o kontakt z {clinic.name}.", then: { end: voicemail_left } }
\`\`\`

Under \`answered_by\` stands what hears the robot instead of a person: \`voicemail\` (the message is said when the greeting is over, and once more if it was not),
\`network\` (an announcement that nobody can be reached; without it that of the voicemail holds), \`screening\` (an assistant that asks who calls: the name of the clinic and a purpose without
health, then \`back\`), \`menu\` and \`fax\`. None of them may speak of the contact. Whatever a script says, what tells of the contact is spoken only after \`blocks/identity\` has given \`confirmed\`, and
when the telephone is given to somebody else the call goes to that block again ([exactly](reference/semantics.md), rule 15).
`
