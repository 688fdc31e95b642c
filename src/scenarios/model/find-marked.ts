import type * as z from 'zod'

/** A choice of forms that carries a marker (`#exit`, `#type`), and the length of the path that leads to it. */
export interface Marked {
  readonly marker: string
  readonly depth: number
}

/**
 * The outermost marked choice of forms on the way to a fault. Zod reports from inside a choice when one form nearly
 * fits; the author is helped more by the whole choice in words.
 */
export function findMarked(shape: z.ZodType, path: readonly PropertyKey[]): Marked | undefined {
  let inner: z.core.$ZodType | undefined = shape
  let depth = 0
  while (inner !== undefined) {
    const def: z.core.$ZodTypes['_zod']['def'] = (inner as z.core.$ZodTypes)._zod.def
    if (def.type === 'union') {
      const marker = readMarker(def)
      return marker === undefined ? undefined : { marker, depth }
    }
    if (def.type === 'optional' || def.type === 'nullable') inner = def.innerType
    else if (def.type === 'lazy') inner = def.getter()
    else {
      if (depth >= path.length) return undefined
      if (def.type === 'object') inner = def.shape[String(path[depth])] ?? def.catchall
      else if (def.type === 'record') inner = def.valueType
      else if (def.type === 'array') inner = def.element
      else return undefined
      depth++
    }
  }
  return undefined
}

function readMarker(def: z.core.$ZodUnionDef): string | undefined {
  const words = def.error?.({ code: 'invalid_union', input: undefined, errors: [] } as never)
  return typeof words === 'string' && words.startsWith('#') ? words : undefined
}
