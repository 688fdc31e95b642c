import { ClinicError } from './clinic-error.ts'

/** A text that the service cannot do without. @throws {ClinicError} `clinic/bad_input` */
export function readText(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new ClinicError('clinic/bad_input', `the service needs ${name}`)
  return value
}

/** A text that may be missing. */
export function readOptionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A moment in epoch ms. @throws {ClinicError} `clinic/bad_input` */
export function readMoment(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new ClinicError('clinic/bad_input', 'the service needs a moment')
  return value
}

/** The name of a person, who is a text or an object with `name`. @throws {ClinicError} `clinic/bad_input` */
export function readName(value: unknown): string {
  if (typeof value === 'string') return value
  const name = typeof value === 'object' && value !== null ? (value as { readonly name?: unknown }).name : undefined
  return readText(name, 'a name')
}

/** How many are wanted; at least none. */
export function readLimit(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? Math.max(0, Math.trunc(value)) : otherwise
}
