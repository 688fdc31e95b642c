import type { DataType, Fields } from '../model/data-type.ts'

/** Writes a contact's data, as `readContact` gave them, in the form that it takes: the way back over JSON. Moments become ISO 8601 in UTC. */
export function writeContact(fields: Fields, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const type = fields[name]
      return [name, type === undefined ? value : writeValue(type, value)]
    }),
  )
}

function writeValue(type: DataType, value: unknown): unknown {
  switch (type.kind) {
    case 'moment':
      return typeof value === 'number' ? new Date(value).toISOString() : value
    case 'group':
      return typeof value === 'object' && value !== null ? writeContact(type.fields, value as Record<string, unknown>) : value
    case 'list':
      return Array.isArray(value) ? value.map(one => writeValue(type.of, one)) : value
    default:
      return value
  }
}
