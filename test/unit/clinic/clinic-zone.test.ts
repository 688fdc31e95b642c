import { DateTime, IANAZone } from 'luxon'
import { describe, expect, it } from 'vitest'
import { zoneOf } from '../../../src/engine/clinic-zone.ts'

describe('the zone of a clinic', () => {
  it('has the offsets of the IANA zone on both sides of every change of the clock', () => {
    for (const name of ['Europe/Warsaw', 'Australia/Lord_Howe', 'Asia/Kathmandu'])
      for (const day of ['2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04', '2026-07-01']) {
        const noon = Date.parse(`${day}T12:00:00Z`)
        for (let at = noon - 86_400_000; at < noon + 86_400_000; at += 7 * 60_000)
          expect(zoneOf(name).offset(at), `${name} ${new Date(at).toISOString()}`).toBe(IANAZone.create(name).offset(at))
      }
  })

  it('is one for each name, and makes dates of an unknown one invalid', () => {
    expect(zoneOf('Europe/Warsaw')).toBe(zoneOf('Europe/Warsaw'))
    expect(DateTime.fromMillis(0, { zone: zoneOf('Europe/Nowhere') }).isValid).toBe(false)
  })
})
