import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written "08:30", in quotes')
const calendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written "1972-05-03"')
const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
const text = z.string().min(1)

/** When something in the fixture happens: a fixed local time, or so many days after the clinic's clock first ran. */
const fixtureMoment = z.union([
  z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a moment is written 2026-05-06T08:30, or { in_days: 1, time: "08:30" }'),
  z.strictObject({ in_days: z.int().min(-3650).max(3650), time: clockTime }),
])
const address = z.strictObject({
  street: text.optional(),
  building: text.optional(),
  flat: text.optional(),
  entrance: text.optional(),
  floor: text.optional(),
  code: text.optional(),
  city: text.optional(),
})
const patient = z.strictObject({
  id: text,
  name: text,
  born: calendarDate,
  phone: z
    .string()
    .regex(/^\+\d{8,15}$/, 'a telephone is written "+48600000000"')
    .optional(),
  address: address.optional(),
})
const visit = z.strictObject({
  id: text,
  patient: text,
  at: fixtureMoment,
  specialty: text.optional(),
  doctor: text.optional(),
  program: text.optional(),
})
const rule = z.strictObject({
  for: z.enum(['visit', 'checkup']).default('visit'),
  specialty: text.optional(),
  doctor: text.optional(),
  program: text.optional(),
  weekdays: z.array(weekday).min(1).default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']),
  times: z.array(clockTime).min(1),
  in_days: z.strictObject({ from: z.int().min(0).max(365), to: z.int().min(0).max(365) }).default({ from: 1, to: 14 }),
})
const fixtureShape = z.strictObject({
  patients: z.array(patient).default([]),
  visits: z.array(visit).default([]),
  schedule: z.array(rule).default([]),
})

/** What the memory clinic begins with: its patients, their visits, and the rules that make free times. */
export type ClinicFixture = z.output<typeof fixtureShape>

/** What is wrong in a fixture file and where; lines and columns from 1. */
export interface FixtureProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Reads a clinic's fixture (YAML). Either the fixture or every problem with its place; never throws. */
export function readClinicFixture(
  source: string,
):
  | { readonly kind: 'fixture'; readonly fixture: ClinicFixture }
  | { readonly kind: 'faulty'; readonly problems: readonly FixtureProblem[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (document.errors.length > 0)
    return { kind: 'faulty', problems: document.errors.map(error => ({ ...place(error.pos[0]), message: error.message })) }
  const locate = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined
      if (node?.range?.[0] !== undefined) return place(node.range[0])
    }
    return place(0)
  }
  const problems: FixtureProblem[] = []
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: 0 }) ?? {}
  } catch {
    return { kind: 'faulty', problems: [{ line: 1, column: 1, message: 'anchors and aliases are not allowed here' }] }
  }
  const read = fixtureShape.safeParse(data)
  if (!read.success)
    for (const issue of read.error.issues)
      problems.push({
        ...locate(issue.path),
        message: `${issue.path.map(String).join('.')}: ${issue.message}`.replace(/^: /, ''),
      })
  else problems.push(...listBrokenLinks(read.data, locate))
  return read.success && problems.length === 0 ? { kind: 'fixture', fixture: read.data } : { kind: 'faulty', problems }
}

function listBrokenLinks(
  fixture: ClinicFixture,
  locate: (path: readonly PropertyKey[]) => { line: number; column: number },
): FixtureProblem[] {
  const problems: FixtureProblem[] = []
  const seen = new Set<string>()
  for (const [kind, list] of [
    ['patients', fixture.patients],
    ['visits', fixture.visits],
  ] as const)
    for (const [index, { id }] of list.entries()) {
      if (seen.has(`${kind}:${id}`))
        problems.push({ ...locate([kind, index, 'id']), message: `${kind}: the id ${id} is used twice` })
      seen.add(`${kind}:${id}`)
    }
  for (const [index, entry] of fixture.visits.entries())
    if (!seen.has(`patients:${entry.patient}`))
      problems.push({ ...locate(['visits', index, 'patient']), message: `no patient has the id ${entry.patient}` })
  for (const [index, entry] of fixture.schedule.entries())
    if (entry.in_days.to < entry.in_days.from)
      problems.push({ ...locate(['schedule', index, 'in_days']), message: 'in_days ends before it begins' })
  return problems
}
