import * as z from 'zod'
import type { Fields } from './data-type.ts'
import type { ServiceContract } from './documents.ts'
import { nameShape } from './names.ts'
import { checkPlaceName, readKeys } from './read-document.ts'
import { fieldsShape, readFields, readType, typeShape, type TypeInput } from './read-type.ts'
import type { Reading } from './reading.ts'
import { strictShape } from './strict.ts'

/** The contract of a service. */
export const serviceShape = strictShape({
  service: nameShape.describe('Name of the service, the same as of its file.'),
  about: z.string().min(1).describe('One line that says what it does.'),
  takes: fieldsShape.optional().describe('What it is given, with types; "?" may be left out.'),
  gives: typeShape.optional().describe('What it gives: a type, or names with types.'),
  results: z.array(nameShape).optional().describe('Results other than done, such as taken.'),
  side_effects: z.boolean().describe('true: it changes something at the clinic.'),
  idempotent: z.boolean().describe('true: doing it twice does no harm.'),
  may_wait: z
    .boolean()
    .optional()
    .describe('true: the step is done once this is kept safe, and the clinic gets it as soon as it answers.'),
  public: z.boolean().optional().describe('true: what it gives is about nobody, and whoever answers may hear it.'),
})

/** Reads a service's contract as far as it can be read. `place` is the name of its file. */
export function readService(reading: Reading, data: unknown, place: string): ServiceContract {
  const { keys, broken } = readKeys(reading, serviceShape, data, 'the service')
  checkPlaceName(reading, 'service', keys.service, place)
  const gives = readGives(reading, keys.gives)
  const results = keys.results ?? []
  const isAnswered = keys.side_effects === false || results.length > 0 || Object.keys(gives).length > 0
  if (keys.may_wait === true && isAnswered) reading.report('shape/cannot-wait', ['may_wait'], 'key', { service: place })
  return {
    kind: 'service',
    file: reading.source.file,
    name: place,
    about: keys.about ?? '',
    takes: readFields(reading, keys.takes, ['takes']),
    gives,
    results,
    // The careful assumptions, for a contract whose own line could not be read.
    sideEffects: keys.side_effects ?? true,
    idempotent: keys.idempotent ?? false,
    ...(keys.may_wait === true && !isAnswered && { mayWait: true }),
    ...(keys.public === true && { isPublic: true }),
    ...(broken.length > 0 && { broken: new Set(broken) }),
  }
}

function readGives(reading: Reading, gives: TypeInput | undefined): Fields {
  if (gives === undefined) return {}
  const type = readType(reading, gives, ['gives'])
  return type.kind === 'group' ? type.fields : { result: type }
}

/** How services are described, for the manual. */
export const serviceManual = `
A service is something that the clinic's system does: it finds free times, moves a visit, records a refusal. Its contract
lies in \`services/NAME.yaml\`: what it takes and gives, which results it has besides \`done\`, whether it changes anything,
and whether doing it twice does no harm.

\`\`\`yaml
service: move_visit
about: Moves a visit to another time.
takes: { id: text, to: moment }
results: [taken]
side_effects: true
idempotent: true
\`\`\`

\`gives\` is one type (\`gives: list of moment\`), then the step keeps it with \`keep: slots\`; or several with names
(\`gives: { number: text }\`), then with \`keep: { mine: number }\`.

\`may_wait: true\` is for what the caller needs no answer to, such as a confirmation or a task: it is written down first, so that the call
goes on as with \`done\` even while the clinic's system is away, and the system gets it at least once, in order for each patient.

\`public: true\` is for what is about nobody, such as the clinic's prices: it may be spoken before it is known who listens.
`
