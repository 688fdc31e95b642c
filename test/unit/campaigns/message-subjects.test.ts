import { expect, it } from 'vitest'
import { checkFiles, readCase } from '../../golden/overlay.ts'

const MESSAGE = 'campaigns-yaml/messages/reminder.yaml'

it('looks for health data in the subject of an e-mail as in its words', () => {
  const files = new Map(readCase('messages/no-subject', 'good'))
  files.set(MESSAGE, (files.get(MESSAGE) ?? '').replace('Wizyta w przychodni', 'Wizyta: {appointment.doctor}'))
  const found = checkFiles(files).findings.map(({ code, file, span }) => `${code} ${file}:${span.line}`)
  expect(found).toEqual([`safety/in-message ${MESSAGE}:3`])
})
