import { PROBLEM_CODES } from './problem-codes.ts'
import { escapeHtml } from '../../engine/campaigns/report/index.ts'

/** What the page reads of an OpenAPI document. */
interface Document {
  readonly info?: { readonly title?: string; readonly version?: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, unknown>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: {
    readonly type?: string
    readonly format?: string
    readonly enum?: readonly string[]
    readonly default?: unknown
    readonly minimum?: number
    readonly maximum?: number
  }
}

/** The API for people: one page without scripts, made of the OpenAPI document. */
export function writeDocsPage(document: object): string {
  const { info, paths = {}, components } = document as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, Operation>>).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  const chapters = tags.map(tag => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag))
    return `<h2 id="${anchorOf(tag)}">${escapeHtml(tag)}</h2>${own.map(writeOperation).join('')}`
  })
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="schema-${escapeHtml(name)}"><summary>${escapeHtml(name)}</summary>${writeSchema(schema)}</details>`,
  )
  const problems = Object.entries(PROBLEM_CODES).map(
    ([code, words]) => `<tr id="${code}"><td><code>${code}</code></td><td>${writeInline(words)}</td></tr>`,
  )
  const title = `${info?.title ?? ''} ${info?.version ?? ''}`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}: HTTP API</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(title)}: HTTP API</h1>${writeWords(info?.description ?? '')}
<p><a href="/api/docs/openapi.json">openapi.json</a> (OpenAPI 3.1)</p>
<nav>${tags.map(tag => `<a href="#${anchorOf(tag)}">${escapeHtml(tag)}</a>`).join(' ')} <a href="#problems">Problems</a> <a href="#schemas">Schemas</a></nav>
${chapters.join('')}<h2 id="problems">Problems</h2><table>${problems.join('')}</table><h2 id="schemas">Schemas</h2>${schemas.join('')}</main></body></html>
`
}

function writeOperation({
  path,
  method,
  operation,
}: {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  // The last paragraph names the role.
  const [, words = '', role = ''] = /^(.*?)(?:\n\n)?Role: (\w+)\.$/s.exec(description) ?? [undefined, description]
  const rows = parameters.map(
    ({ name, in: place, required, description: about = '', schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required === true ? ', needed' : ''}</td><td>${writeType(schema)}${writeInline(about)}</td></tr>`,
  )
  const body = requestBody === undefined ? '' : `<h4>Body</h4>${writeContent(requestBody.content)}`
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, { content }]) => `<h4>${status}</h4>${writeContent(content ?? {})}`)
  return `<section id="${escapeHtml(operationId)}"><h3><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path).replaceAll('/', '/<wbr>')}</code> <small>${escapeHtml(role)}</small></h3>
<p><strong>${escapeHtml(summary)}</strong></p>${writeWords(words)}
${rows.length === 0 ? '' : `<table>${rows.join('')}</table>`}<details><summary>${requestBody === undefined ? 'Answer' : 'Body and answer'}</summary>${body}${answers.join('')}</details></section>`
}

function writeContent(content: Readonly<Record<string, { readonly schema: unknown }>>): string {
  return Object.entries(content)
    .map(([type, { schema }]) => `<p><code>${escapeHtml(type)}</code></p>${writeSchema(schema)}`)
    .join('')
}

/** What a parameter may be, in a line. */
function writeType({ type = '', format, enum: words, default: otherwise, minimum, maximum }: Parameter['schema']): string {
  const kinds = words?.map(word => `<code>${escapeHtml(word)}</code>`).join(' ') ?? escapeHtml(format ?? type)
  const range = minimum === undefined && maximum === undefined ? '' : ` ${minimum ?? ''}–${maximum ?? ''}`
  return `<small>${kinds}${range}${otherwise === undefined ? '' : `, else <code>${escapeHtml(String(otherwise))}</code>`}</small> `
}

/** Where a chapter is found on the page. */
function anchorOf(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

/** A schema as JSON, with links where it names another. */
function writeSchema(schema: unknown): string {
  // Patterns of dates are a wall of signs that says nothing to people.
  const shown = JSON.stringify(
    schema,
    (key, value: unknown) => (key === 'pattern' && String(value).length > 80 ? undefined : value),
    2,
  )
  if (shown === undefined || shown === '{}') return ''
  const linked = escapeHtml(shown).replaceAll(
    /#\/components\/schemas\/(\w+)/g,
    (_, name: string) => `<a href="#schema-${name}">${name}</a>`,
  )
  return `<pre>${linked}</pre>`
}

function writeWords(text: string): string {
  return text
    .split('\n\n')
    .filter(part => part !== '')
    .map(part => `<p>${writeInline(part)}</p>`)
    .join('')
}

function writeInline(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c2733;background:#fff}main{max-width:60rem;margin:0 auto;padding:1rem}
code,pre{font:13px/1.45 ui-monospace,monospace;overflow-wrap:anywhere}pre{background:#f4f6f8;padding:.6rem;overflow:auto;border-radius:4px;margin:.3rem 0}
a{color:#1d4fa3}h1{line-height:1.25}h2{margin:2.4rem 0 .8rem}section{border-top:1px solid #d9e0e6;padding:.7rem 0}section p{margin:.4rem 0}
h3{margin:.3rem 0;font-size:1.05rem;display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:baseline}h3 code{font-size:1rem;flex:1 1 12rem}h3 small{font-weight:400}
h4{margin:.6rem 0 .2rem}small{color:#5a6874}b{min-width:3.6rem;font-size:.85rem}.get{color:#0b6b3a}.post{color:#9a4b00}.put{color:#1d4fa3}.delete{color:#a3162a}
table{border-collapse:collapse;width:100%;margin:.3rem 0}td{border-top:1px solid #e4e9ed;padding:.3rem .6rem .3rem 0;vertical-align:top}td:first-child{width:11rem}
section td:nth-child(2){width:7.5rem;color:#5a6874}nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem}summary{cursor:pointer}tr:target td{background:#fff3c4}
@media(max-width:40rem){tr{display:block;border-top:1px solid #e4e9ed;padding:.3rem 0}td,td:first-child,section td:nth-child(2){display:inline-block;width:auto;border:0;padding:0 .6rem 0 0}
td:last-child{display:block}h3 code{flex-basis:100%;order:1}}
@media(prefers-color-scheme:dark){body{background:#12181f;color:#dfe6ec}pre{background:#1b242e}a{color:#7db7ff}small,section td:nth-child(2){color:#94a3b0}
section,td,tr{border-color:#2b3743}tr:target td{background:#3a3413}.get{color:#58c78b}.post{color:#e9a35b}.put{color:#7ba7f0}.delete{color:#f07a8a}}`
