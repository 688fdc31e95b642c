import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'

/** The frame of the OpenAPI document, and how contracts become its schemas. */
export function describeApi(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Trucada', version, description: DESCRIPTION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of "trucada key create".' } } },
    },
    transform: jsonSchemaTransform,
    transformObject(about) {
      const document = jsonSchemaTransformObject(about)
      const schemas = keepUsed(document as OpenApiDocument)
      return { ...document, components: { ...(document as OpenApiDocument).components, schemas } }
    },
  }
}

interface OpenApiDocument {
  readonly paths?: unknown
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** The library writes each schema as it comes in and as it goes out; one of the two is used. */
function keepUsed({ paths, components }: OpenApiDocument): Record<string, object> {
  const schemas = components?.schemas ?? {}
  const used = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name] ?? {})
    }
  }
  visit(paths ?? {})
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))) as Record<string, object>
}

const DESCRIPTION = `Campaigns, contacts, calls and the worklist of a Trucada server.

Every request has \`Authorization: Bearer KEY\`; \`trucada key create NAME --role ROLE\` makes a key and shows it once. Roles: form, viewer,
operator, author, admin; each may what those before it may, but for form, which may leave leads only. Every change and every look at personal
data is in the audit log under the name of the key.

Lists come in pages: \`cursor\` is \`next\` of the page before. A POST with an \`Idempotency-Key\` (a UUID) that comes again is answered again
and not done again, for a day. Problems are application/problem+json (RFC 9457), with a \`remedy\`. Requests of a key are limited; 429 says in
\`Retry-After\` when to come again.`
