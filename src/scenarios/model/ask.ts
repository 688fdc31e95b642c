import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { durationShape, readDuration } from './duration.ts'
import { nameShape, pathShape } from './names.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readExits, readOverrides } from './read-exit.ts'
import { fieldsShape, readFields } from './read-type.ts'
import type { Reading } from './reading.ts'
import type { AskStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'

/** Words that people say, by meaning. */
export const wordsShape = z.record(nameShape, z.array(z.string().min(1)).min(1))

/** A question. */
export const askShape = strictShape({
  ask: textShape.describe('The question, as it is spoken.'),
  again: textShape.optional().describe('A short form for asking again.'),
  rephrase: textShape.optional().describe('The question in other words, for somebody who did not understand it.'),
  offer_keys: textShape.optional().describe('What is spoken to offer the keys: "1 – przełożyć, 2 – odwołać".'),
  read_back: textShape.optional().describe('How an unsure value is read back; {value} stands for it.'),
  answers: z.record(nameShape, exitShape).optional().describe('What the caller may mean, and where the call then goes on.'),
  keys: z
    .record(z.string().regex(/^[0-9*#]$/, { error: '#key' }), nameShape)
    .optional()
    .describe('Keys of the telephone and the answers that they stand for.'),
  choose_from: pathShape.optional().describe('A list whose options the caller may choose from, by number, day, date or hour.'),
  asks_for: pathShape
    .optional()
    .describe('The person whom the question asks for: who gives this name agrees, who gives another one declines.'),
  keep: nameShape
    .optional()
    .describe('Name under which the chosen option is kept; without a list to choose from, which answer was given.'),
  listen_for: fieldsShape.optional().describe('Values to listen for, with their types; each is kept under its name.'),
  confirm: z
    .enum(['always', 'never', 'when unsure'])
    .optional()
    .describe('Whether a value is read back: always, never, or when unsure (the default).'),
  optional: z.boolean().optional().describe('true: no answer is an answer too; the call goes on with "then".'),
  let_finish: z.boolean().optional().describe('true: the question cannot be interrupted.'),
  not_recorded: z
    .boolean()
    .optional()
    .describe('true: a recording of the call pauses here; default: where a day or an address is asked for or spoken.'),
  then: exitShape
    .optional()
    .describe('Where the call goes on after values were heard, or after an optional question got no answer.'),
  silent: exitShape.optional().describe("Where the call goes on when nobody answers; default: the policy's."),
  not_understood: exitShape
    .optional()
    .describe("Where the call goes on when the answer is never understood; default: the policy's."),
  off_list: exitShape
    .optional()
    .describe("Where the call goes on when the answer is understood but is not on offer; default: the policy's."),
  silence_after: durationShape.optional().describe("How long to wait for an answer; default: the policy's."),
  words: wordsShape.optional().describe('How people say an answer here, in addition to the lexicon; they go before it.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A question as the model has it. */
export function readAsk(
  reading: Reading,
  data: z.infer<typeof askShape>,
  name: string,
  path: SourcePath,
  whole: boolean,
): AskStep {
  // What is needed may be what could not be read.
  if (whole) reportAskNeeds(reading, data, path)
  const silenceAfterMs = data.silence_after === undefined ? undefined : readDuration(data.silence_after)
  return {
    verb: 'ask',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    text: readTextSource(data.ask),
    ...(data.again !== undefined && { again: readTextSource(data.again) }),
    ...(data.rephrase !== undefined && { rephrase: readTextSource(data.rephrase) }),
    ...(data.offer_keys !== undefined && { offerKeys: readTextSource(data.offer_keys) }),
    ...(data.read_back !== undefined && { readBack: readTextSource(data.read_back) }),
    answers: readExits(data.answers),
    keys: data.keys ?? {},
    ...(data.choose_from !== undefined && { chooseFrom: data.choose_from }),
    ...(data.asks_for !== undefined && { asksFor: data.asks_for }),
    listenFor: readFields(reading, data.listen_for, [...path, 'listen_for']),
    ...(data.keep !== undefined && { keep: data.keep }),
    confirm: data.confirm ?? 'when unsure',
    optional: data.optional ?? false,
    letFinish: data.let_finish ?? false,
    ...(data.not_recorded !== undefined && { notRecorded: data.not_recorded }),
    ...(data.then !== undefined && { then: readExit(data.then) }),
    ...(data.silent !== undefined && { silent: readExit(data.silent) }),
    ...(data.not_understood !== undefined && { notUnderstood: readExit(data.not_understood) }),
    ...(data.off_list !== undefined && { offList: readExit(data.off_list) }),
    ...(silenceAfterMs !== undefined && { silenceAfterMs }),
    words: data.words ?? {},
  }
}

function reportAskNeeds(reading: Reading, data: z.infer<typeof askShape>, path: SourcePath): void {
  const { answers, listen_for: listenFor, choose_from: chooseFrom } = data
  if (answers === undefined && listenFor === undefined && chooseFrom === undefined) {
    reading.report('shape/needs-key', path, 'key', {
      key: 'answers',
      because: 'a question must know what it listens for',
      advice: 'Add answers: { agree: NEXT_STEP }, or listen_for: { NAME: TYPE } with then, or make it say instead of ask.',
    })
  }
  if (data.then === undefined && listenFor !== undefined) {
    reading.report('shape/needs-key', [...path, 'listen_for'], 'key', {
      key: 'then',
      because: 'the question listens for values',
      advice: 'Add then: NEXT_STEP.',
    })
  } else if (data.then === undefined && data.optional === true) {
    reading.report('shape/needs-key', [...path, 'optional'], 'key', {
      key: 'then',
      because: 'the question is optional',
      advice: 'Add then: NEXT_STEP, where the call goes on without an answer.',
    })
  }
  if (chooseFrom !== undefined && answers?.['chosen'] === undefined) {
    reading.report('shape/needs-key', [...path, 'choose_from'], 'key', {
      key: 'answers',
      because: 'the caller chooses from a list',
      advice: 'Add answers: { chosen: NEXT_STEP, none: OTHER_STEP }.',
    })
  }
  if (data.asks_for !== undefined && (answers?.['agree'] === undefined || answers['decline'] === undefined)) {
    reading.report('shape/needs-key', [...path, 'asks_for'], 'key', {
      key: 'answers',
      because: 'who is asked for says yes, and somebody else no',
      advice: 'Add answers: { agree: NEXT_STEP, decline: OTHER_STEP }.',
    })
  }
}

/** How questions are written, for the manual. */
export const askManual = `
\`ask\` speaks a question and listens. What the caller may mean stands under \`answers\`, each with its exit; the lexicon
knows how people say each meaning, and \`words\` adds to it for this question.

\`\`\`yaml
what_now:
  ask: "Przełożyć wizytę czy ją odwołać?"
  again: "Przełożyć czy odwołać?"
  answers: { move: times, cancel: why }
  keys: { 1: move, 2: cancel }
  offer_keys: "Aby przełożyć, proszę nacisnąć 1; aby odwołać – 2."
\`\`\`

A question can also listen for values (\`listen_for\`) and go on with \`then\`; every value that is not optional must be
heard. With \`choose_from\` the caller picks one of a list; the answer \`chosen\` means that one was picked and it is
kept under \`keep\`, \`none\` that none suits. \`optional: true\` accepts silence or a refusal and follows \`then\`.

A question that asks for somebody by name says so with \`asks_for\`: "Nowak, słucham" is then a yes where Anna Nowak is asked for, "Maria Kowalska" a
no, and a name that is only near is asked about again.

\`\`\`yaml
hello:
  ask: "Czy przy telefonie jest {patient.name: full name}?"
  asks_for: patient.name
  answers: { agree: visit, decline: fetch }
\`\`\`
`
