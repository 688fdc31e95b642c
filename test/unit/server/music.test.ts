import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/index.ts'
import { listen, type Listener } from '../../../src/server/listen.ts'
import { addressMusic, answerMusic, MUSIC_PATH } from '../../../src/server/music.ts'
import { readSurroundings } from '../../../src/server/workspace/read-surroundings.ts'

const folder = mkdtempSync(join(tmpdir(), 'trucada-music-'))
mkdirSync(join(folder, 'music'))
writeFileSync(join(folder, 'music', 'czekamy.mp3'), 'music')
writeFileSync(join(folder, 'lines.yaml'), 'secret')

describe('the music of a queue', () => {
  let listener: Listener
  let address: string
  beforeAll(async () => {
    listener = await listen('127.0.0.1', 0, { [MUSIC_PATH]: (request, response) => answerMusic(folder, request, response) })
    address = `http://127.0.0.1:${listener.port}`
  })
  afterAll(() => listener.stopListening())

  it('is given to jambonz by its address on this server, and served there', async () => {
    const { lines } = readLines(`
transfers:
  own: { queue: { name: a, music: czekamy.mp3 } }
  foreign: { queue: { name: b, music: "https://clinic.example/a.mp3" } }
  none: { queue: c }
`)
    const musicOf = (name: string): unknown => {
      const reach = addressMusic(lines, address).findTransfer(name)?.reach
      return reach?.kind === 'queue' ? reach.queue.music : 'no queue'
    }
    expect(musicOf('own')).toBe(`${address}/music/czekamy.mp3`)
    expect(musicOf('foreign')).toBe('https://clinic.example/a.mp3')
    expect(musicOf('none')).toBeUndefined()
    const response = await fetch(String(musicOf('own')))
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'audio/mpeg', 'music'])
  })

  it.each(['..%2Flines.yaml', 'lines.yaml', '..%2F..%2Fetc%2Fpasswd', '%', 'no.mp3', ''])('is nothing else: %s', async name => {
    expect((await fetch(`${address}/music/${name}`)).status).toBe(404)
  })

  it('is known by the names of its files', async () => {
    expect((await readSurroundings({ scenarios: folder, campaigns: folder })).music).toEqual(['czekamy.mp3'])
  })

  it.each(['music: "../secret.mp3"', 'music: song.ogg', 'music: "ftp://x/y.mp3"'])(
    'is refused where it is no file or address: %s',
    music => {
      const { findings, lines } = readLines(`transfers:\n  a: { queue: { name: a, ${music} } }\n`)
      expect(findings.map(({ code, span }) => `${code} ${span.line}`)).toEqual(['shape/wrong-kind 2'])
      expect(lines.transfers).toEqual([])
    },
  )
})
