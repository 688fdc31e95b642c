import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NOTE_CONTACT } from '../../../src/engine/clinic/write-back/index.ts'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'

describe('the service by which the clinic hears of contacts', () => {
  it('is as its file says', () => {
    const file = 'services/note_contact.yaml'
    const { services } = loadWorkspace(new Map([[file, readFileSync(`scenarios-yaml/${file}`, 'utf8')]]))
    const written = services.get('note_contact')
    const { name, gives, results, sideEffects, idempotent, mayWait } = NOTE_CONTACT
    expect(written).toMatchObject({ name, gives, results, sideEffects, idempotent, mayWait })
  })
})
