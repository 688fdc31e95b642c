import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFhirMapping } from '../../../src/engine/clinic/fhir/index.ts'

const read = (text: string) => {
  const { mapping, findings } = readFhirMapping('clinic-fhir.yaml', text)
  return {
    mapping,
    findings: findings.map(({ code, span, message, hint }) => ({ code, at: `${span.line}:${span.column}`, message, hint })),
  }
}
const WHOLE = 'server: https://fhir.clinic.example/r4/\ntimezone: Europe/Warsaw\n'

describe('clinic-fhir.yaml', () => {
  it('needs an address and a zone only', () => {
    const { mapping, findings } = read(WHOLE)
    expect(findings).toEqual([])
    expect(mapping).toMatchObject({
      server: 'https://fhir.clinic.example/r4',
      signOn: { kind: 'none' },
      booking: 'detect',
      timeoutMs: 3000,
      page: 100,
      identifiers: { deeds: 'urn:trucada:deed' },
    })
    expect(mapping?.measurements.get('weight')?.coding.code).toBe('29463-7')
  })

  it('has a code for every value that scenarios have measured', () => {
    const contract = readFileSync('scenarios-yaml/services/save_measurements.yaml', 'utf8')
    const measured = [...contract.matchAll(/^ {2}(\w+): number/gm)].map(([, name = '']) => name)
    const { mapping } = read(WHOLE)
    expect(measured.length).toBeGreaterThan(5)
    expect(measured.filter(name => mapping?.measurements.has(name) !== true)).toEqual([])
  })

  it('that the reference shows is whole', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/reference/clinic-fhir.md', 'utf8')) ?? []
    const { mapping, findings } = read(example)
    expect(findings).toEqual([])
    expect(mapping?.signOn).toMatchObject({ kind: 'backend_services', clientId: 'trucada', keyId: '2026-1' })
    expect(mapping?.specialties.get('cardiology')?.code).toBe('394579002')
  })

  it('with a fault is none, and every fault has its place and what to write instead', () => {
    const { mapping, findings } = read(
      `server: fhir.clinic.example\ntimezone: Warsaw\nsing_on: bearer\nbooking: slot\ntimeout: 5\nstaff:\n  nurse: Nowak\nspecialties:\n  cardiology: { system: http://snomed.info/sct }\n`,
    )
    expect(mapping).toBeUndefined()
    expect(findings.map(({ code, at }) => `${at} ${code}`).sort()).toMatchInlineSnapshot(`
      [
        "1:9 shape/wrong-kind",
        "2:11 shape/wrong-kind",
        "3:1 shape/unknown-key",
        "4:10 shape/bad-choice",
        "5:10 shape/bad-duration",
        "7:10 shape/wrong-kind",
        "9:3 shape/missing-key",
      ]
    `)
    expect(findings.find(({ code }) => code === 'shape/unknown-key')?.hint).toContain('"sign_on"')
    expect(findings.find(({ at }) => at.startsWith('2:'))?.message).toContain('Europe/Warsaw')
    expect(findings.find(({ at }) => at.startsWith('1:'))?.message).toContain('https://fhir.clinic.example/r4')
  })

  it('that is no YAML, or empty, is said', () => {
    expect(read('server: [').mapping).toBeUndefined()
    expect(read('').findings).toMatchObject([{ code: 'yaml/empty' }])
  })
})
