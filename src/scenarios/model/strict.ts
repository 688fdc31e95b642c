import * as z from 'zod'

/** A group with exactly these keys. The marker in its error carries them to whoever words the finding. */
export function strictShape<const T extends z.core.$ZodShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const marker = `#keys ${Object.keys(shape).join(' ')}`
  return z.strictObject(shape, { error: issue => (issue.code === 'unrecognized_keys' ? marker : undefined) })
}
