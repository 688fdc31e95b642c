import type { DataType, Fields } from '../../scenarios/model/data-type.ts'

/** Parts of a person and an address that a list may give one by one. */
const PERSON_PARTS = ['name', 'first', 'last', 'gender']
const ADDRESS_PARTS = ['street', 'building', 'flat', 'entrance', 'floor', 'code', 'city']

/** The type of a datum, or the paths that there are. */
export type FoundDatum =
  | { readonly kind: 'type'; readonly type: DataType }
  | { readonly kind: 'unknown'; readonly known: readonly string[] }

/** Finds a datum by its path: `appointment.at`; a person and an address have parts (`patient.name.first`). */
export function findDatum(fields: Fields, path: string): FoundDatum {
  const type = listData(fields).get(path)
  return type === undefined ? { kind: 'unknown', known: [...listData(fields, false).keys()] } : { kind: 'type', type }
}

const known = new WeakMap<Fields, readonly [ReadonlyMap<string, DataType>, ReadonlyMap<string, DataType>]>()

/** Every datum that a list can give, by path; parts of persons and addresses among them unless told otherwise. Remembered: lists ask for each row. */
export function listData(fields: Fields, withParts = true): ReadonlyMap<string, DataType> {
  let lists = known.get(fields)
  if (lists === undefined) known.set(fields, (lists = [collectData(fields, true), collectData(fields, false)]))
  return lists[withParts ? 0 : 1]
}

function collectData(fields: Fields, withParts: boolean): ReadonlyMap<string, DataType> {
  const data = new Map<string, DataType>()
  const text: DataType = { kind: 'text', optional: true }
  const walk = (own: Fields, before: string): void => {
    for (const [name, type] of Object.entries(own)) {
      const path = before === '' ? name : `${before}.${name}`
      if (type.kind === 'group') walk(type.fields, path)
      else {
        data.set(path, type)
        const parts = !withParts ? [] : type.kind === 'person' ? PERSON_PARTS : type.kind === 'address' ? ADDRESS_PARTS : []
        for (const part of parts) data.set(`${path}.${part}`, text)
      }
    }
  }
  walk(fields, '')
  return data
}

/** The telephone of the person that is called: the first datum of this type. */
export function findPhone(fields: Fields): string | undefined {
  return findByKind(fields, 'phone')
}

/** The person that is called: the first datum of this type. */
export function findPerson(fields: Fields): string | undefined {
  return findByKind(fields, 'person')
}

function findByKind(fields: Fields, kind: DataType['kind']): string | undefined {
  for (const [path, type] of listData(fields)) if (type.kind === kind) return path
  return undefined
}

/** Paths of data without which the scenario cannot be held. */
export function listNeeded(fields: Fields, before = ''): readonly string[] {
  return Object.entries(fields).flatMap(([name, type]) => {
    if (type.optional) return []
    return type.kind === 'group' ? listNeeded(type.fields, `${before}${name}.`) : [`${before}${name}`]
  })
}

/** Puts a value where its path says: `patient.phone`. What stands in the way as a plain value becomes the name of a person. */
export function putDatum(into: Record<string, unknown>, path: string, value: unknown): void {
  let [group, from] = [into, 0]
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
    const part = path.slice(from, dot)
    from = dot + 1
    const inner = group[part]
    // A person whose name stands in one column and a part in another.
    group = (
      typeof inner === 'object' && inner !== null ? inner : (group[part] = inner === undefined ? {} : { name: inner })
    ) as Record<string, unknown>
  }
  group[path.slice(from)] = value
}
