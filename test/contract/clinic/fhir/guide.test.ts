import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillInventedClinic } from '../../../../scripts/fhir-server/fill-invented-clinic.ts'
import { readFhirMapping } from '../../../../src/engine/clinic/fhir/index.ts'
import { createFolder, PROJECT, runCli } from '../../../unit/cli/run-cli.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'

const [, PART = ''] =
  /^## A FHIR clinic([\s\S]*?)(?=^## )/m.exec(readFileSync(join(PROJECT, 'docs/guides/connect-your-clinic.md'), 'utf8')) ?? []
const OF_GUIDE = 'http://127.0.0.1:8103/fhir'
const FILES = [...PART.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const CONSOLES = [...PART.matchAll(/```console\n\$ (.*)\n([\s\S]*?)```/g)].map(([, command = '', out = '']) => ({ command, out }))
/** What differs from day to day, and the place of the server. */
const plain = (out: string, url: string): string =>
  out
    .replaceAll(url, OF_GUIDE)
    .replaceAll(/\b\d+ (?=in 14|free)/g, 'N ')
    .replace(/the first .*/, 'the first')

let server: FhirServer
beforeAll(async () => {
  server = await startFhirServer({ forgets: true })
  await fillInventedClinic(server, Date.now())
})
afterAll(() => server.close())

describe('the guide to a FHIR clinic, followed word for word', { timeout: 60_000 }, () => {
  const [first = '', names = '', own = ''] = FILES
  const tryWith = (text: string) =>
    runCli(['clinic', 'try'], { folder: createFolder({ 'campaigns-yaml/clinic-fhir.yaml': text.replace(OF_GUIDE, server.url) }) })

  it('tries the server, and sees what it shows', async () => {
    const shown = CONSOLES.find(({ command }) => command === 'npx trucada clinic try')
    const { code, out } = await tryWith(first)
    expect(code).toBe(0)
    expect(plain(out, server.url)).toBe(plain(shown?.out ?? 'nothing', server.url))
  })

  it('names the specialties, and nothing is missing any more', async () => {
    const { code, out } = await tryWith(first + names)
    expect(code).toBe(0)
    expect(out).not.toContain('!')
    expect(out).toContain('3 of 3 doctors')
  })

  it('has files without a fault, and no command but those that are known here', () => {
    for (const text of [first, first + names, own]) expect(readFhirMapping('clinic-fhir.yaml', text).findings).toEqual([])
    expect(CONSOLES.map(({ command }) => command)).toEqual([
      'npm run fhir-server',
      'npx trucada clinic try',
      'npx trucada serve',
      'npx trucada talk booking --lang en --url ws://127.0.0.1:3000/calls',
    ])
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { readonly scripts: object }
    expect(scripts).toHaveProperty('fhir-server')
  })

  it('finds with plain requests what it says to look at', async () => {
    const [, query = ''] = /curl -s '[^']*\/fhir\/([^']*)'/.exec(PART) ?? []
    const answer = (await (await fetch(`${server.url}/${query}`)).json()) as { readonly entry?: readonly unknown[] }
    expect(answer.entry).toHaveLength(1)
  })
})
