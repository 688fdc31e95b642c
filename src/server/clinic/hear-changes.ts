import { timingSafeEqual } from 'node:crypto'
import type { Answer } from '../listen.ts'

/** Path at which the clinic's server tells that visits have changed. */
export const CHANGES_PATH = '/clinic/changed'

/** Hears that something has changed at the clinic. */
export interface ClinicChanges {
  /** Answers what the clinic's server sends: it proves itself by a secret, and what it sends besides is not looked at. */
  readonly answer: Answer
  /** Whoever is told then asks the clinic itself: what is told twice, late or never does no harm. */
  listen(heard: () => void): void
}

/** Creates what hears of changes; `secret` stands in `Authorization` after `Bearer`. */
export function hearChanges(secret: string): ClinicChanges {
  const listeners: (() => void)[] = []
  const expected = Buffer.from(`Bearer ${secret}`)
  return {
    answer(request, response) {
      request.resume()
      const given = Buffer.from(request.headers.authorization ?? '')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return response.writeHead(401).end()
      if (request.method !== 'POST' && request.method !== 'PUT') return response.writeHead(405, { allow: 'POST, PUT' }).end()
      for (const heard of listeners) heard()
      return response.writeHead(204).end()
    },
    listen: heard => void listeners.push(heard),
  }
}
