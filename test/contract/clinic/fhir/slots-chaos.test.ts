import { expect, it } from 'vitest'
import { runSlots } from '../../../../bench/fhir-slots/run-slots.ts'

it('times that are fought over by processes that die are given once, and nobody is left without', {
  timeout: 120_000,
}, async () => {
  const report = await runSlots({ slots: 24, contenders: 12, processes: 2, kills: 3, seed: 7 })
  expect(report.kills).toBe(3)
  expect(report.deeds).toBe(12 + 24 * 3)
  expect(report.taken).toBeGreaterThan(0)
  expect(report).toMatchObject({ doubleBookings: 0, patientsWithoutVisit: 0, wrongAnswers: 0, lostSlots: 0, refused: 0, bugs: 0 })
})
