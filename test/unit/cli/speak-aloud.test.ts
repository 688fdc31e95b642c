import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLoudspeaker } from '../../../src/cli/talk/speak-aloud.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

/** An espeak-ng that writes down what it is told, and takes as long as `body` says. */
const pretendEspeak = (body: string): { env: Record<string, string>; spoken(): string } => {
  const folder = createFolder({
    'espeak-ng': `#!/bin/sh\n[ "$1" = --version ] && exit 0\nprintf '%s ' "$@" >> "$0.log"\ncat >> "$0.log"\n${body}\necho '|' >> "$0.log"\n`,
  })
  chmodSync(join(folder, 'espeak-ng'), 0o700)
  const log = join(folder, 'espeak-ng.log')
  return {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    spoken: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
  }
}

describe('the loudspeaker', () => {
  it('speaks one text after another, to its end', async () => {
    const { env, spoken } = pretendEspeak('sleep 0.2')
    const loudspeaker = createLoudspeaker(env)
    loudspeaker.speak('Dzień dobry.', 'pl-PL')
    loudspeaker.speak('--help', 'uk-UA')
    await loudspeaker.whenQuiet()
    expect(spoken()).toBe('-v pl --stdin Dzień dobry.|\n-v uk --stdin --help|\n')
  })
  it('is silent at once when told to be, and speaks again later', async () => {
    const { env, spoken } = pretendEspeak('[ -f "$0.quick" ] || exec sleep 30')
    const loudspeaker = createLoudspeaker(env)
    loudspeaker.speak('a', 'pl-PL')
    loudspeaker.speak('b', 'pl-PL')
    await expect.poll(spoken, { timeout: 5000 }).toContain('a')
    const quiet = loudspeaker.whenQuiet()
    loudspeaker.stop()
    await quiet
    expect(spoken()).toBe('-v pl --stdin a')
    loudspeaker.speak('c', undefined)
    await expect.poll(spoken, { timeout: 5000 }).toContain('-v en --stdin c')
    loudspeaker.stop()
  })
  it('tells once that it cannot be heard, in the words of espeak-ng', async () => {
    const { env } = pretendEspeak('echo "ALSA lib pcm.c: Unknown PCM" >&2; echo "error: No such file or directory" >&2')
    const reasons: string[] = []
    const loudspeaker = createLoudspeaker(env)
    loudspeaker.onFailure(reason => reasons.push(reason))
    loudspeaker.speak('a', 'pl')
    loudspeaker.speak('b', 'pl')
    await loudspeaker.whenQuiet()
    expect(reasons).toEqual(['No such file or directory'])
  })
})

describe('trucada talk --voice', { timeout: 60_000 }, () => {
  const talk = (env: Record<string, string>, ...options: string[]) =>
    runCli(['talk', 'satisfaction-survey', '--voice', ...options], { folder: PROJECT, env, input: ['/hangup'] })

  it('speaks what the screen shows', async () => {
    const { env, spoken } = pretendEspeak('')
    const run = await talk(env)
    const [, first = ''] = /^Robot {3}(.{20})/m.exec(run.out) ?? []
    expect(first).not.toBe('')
    expect(spoken()).toContain(`-v pl --stdin ${first}`)
  })
  it('says what to install where espeak-ng is not', async () => {
    const run = await talk({ PATH: createFolder() })
    expect(run).toMatchObject({
      code: 2,
      err: expect.stringContaining('--voice needs espeak-ng, and it is not installed.\n  help: Install it (Debian:') as string,
    })
  })
  it('is not for hurried talks', async () => {
    expect((await talk({}, '--fast')).err).toContain('--fast is faster than --voice can speak')
  })
})
