import * as z from 'zod'

/** A table of a group's keys for a generated page; empty for what is no group. `name`: the key that the group stands under; empty at the top. */
export function printKeys(name: string, shape: z.ZodType): string {
  const inner = unwrap(shape)
  if (!(inner instanceof z.ZodObject)) return ''
  const rows = Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>).map(([key, value]) => {
    const needed = value.safeParse(undefined).success ? '' : 'yes'
    return `| \`${key}\` | ${needed} | ${(value.description ?? '').replaceAll('|', '\\|')} |`
  })
  const head = name === '' ? 'key' : `key of \`${name}\``
  return [`| ${head} | needed | meaning |`, '| --- | --- | --- |', ...rows].join('\n')
}

/** The shape that stands under a key of a group. */
export function shapeAt(shape: z.ZodType, key: string): z.ZodType {
  const inner = unwrap(shape)
  return inner instanceof z.ZodObject ? (inner.shape[key] as z.ZodType) : inner
}

function unwrap(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodOptional ? unwrap(shape.unwrap() as z.ZodType) : shape
}
