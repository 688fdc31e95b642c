import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** What is read of an OpenAPI document. */
interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

/** Throws when an answer is not as the document says: its status, its type, or its JSON. What the document does not name passes. */
export type AnswerChecker = (method: string, path: string, answer: Response) => Promise<void>

const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** Makes a checker of an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
export function createAnswerChecker(document: object): AnswerChecker {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document, 'api')
  const { paths } = document as ApiDocument
  const patterns = Object.keys(paths).map(path => [path, new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)] as const)
  return async (method, path, answer) => {
    const [plain = ''] = path.split('?', 1)
    // Paths without parameters come first: /api/contacts/find is no contact.
    const matching = patterns.filter(([, pattern]) => pattern.test(plain)).map(([name]) => name)
    const name = matching.includes(plain) ? plain : matching[0]
    const operation = name === undefined ? undefined : paths[name]?.[method.toLowerCase()]
    if (name === undefined || operation === undefined) return
    const status = Object.hasOwn(operation.responses, String(answer.status)) ? String(answer.status) : 'default'
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';', 1)
    const asked = `${method} ${plain} ${answer.status} ${type}`
    if (status === 'default' && answer.status < 400) throw new Error(`${asked}: the document knows no such status`)
    const known = operation.responses[status]?.content ?? {}
    if (!Object.hasOwn(known, type)) throw new Error(`${asked}: the document has ${Object.keys(known).join(', ')}`)
    if (!type.endsWith('json')) return
    const at = ['paths', name, method.toLowerCase(), 'responses', status, 'content', type, 'schema']
    const validate = ajv.compile({ $ref: `api#/${at.map(part => encodeURIComponent(escape(part))).join('/')}` })
    if (!validate(await answer.clone().json())) throw new Error(`${asked}: ${ajv.errorsText(validate.errors)}`)
  }
}
