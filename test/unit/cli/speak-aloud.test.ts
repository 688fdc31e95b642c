import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Voicing } from '../../../src/cli/talk/play-speech.ts'
import { createLoudspeaker } from '../../../src/cli/talk/speak-aloud.ts'
import { createSpeech, SpeechError } from '../../../src/engine/speech/index.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { createModemProvider, Demodulator } from '../../contract/speech/modem.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

/** An espeak-ng that writes down what it is told, and takes as long as `body` says. */
const pretendEspeak = (body: string): { env: Record<string, string>; spoken(): string } => {
  const folder = createFolder({
    'espeak-ng': `#!/bin/sh\n[ "$1" = --version ] && exit 0\nprintf '%s ' "$@" >> "$0.log"\ncat >> "$0.log"\n${body}\necho '|' >> "$0.log"\n`,
  })
  chmodSync(join(folder, 'espeak-ng'), 0o700)
  const log = join(folder, 'espeak-ng.log')
  // Nothing of the machine that plays sound.
  for (const tool of ['sh', 'cat', 'sleep']) symlinkSync(`/bin/${tool}`, join(folder, tool))
  return {
    env: { PATH: folder },
    spoken: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
  }
}

const NO_VOICES: Voicing = { speech: createSpeech({ providers: [], clock: createRealClock() }), voiceFor: () => undefined }

describe('the loudspeaker', () => {
  it('speaks one text after another, to its end', async () => {
    const { env, spoken } = pretendEspeak('sleep 0.2')
    const loudspeaker = createLoudspeaker(env, NO_VOICES)
    loudspeaker.speak('Dzień dobry.', 'pl-PL')
    loudspeaker.speak('--help', 'uk-UA')
    await loudspeaker.whenQuiet()
    expect(spoken()).toBe('-v pl --stdin Dzień dobry.|\n-v uk --stdin --help|\n')
  })
  it('is silent at once when told to be, and speaks again later', async () => {
    const { env, spoken } = pretendEspeak('[ -f "$0.quick" ] || exec sleep 30')
    const loudspeaker = createLoudspeaker(env, NO_VOICES)
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
    const loudspeaker = createLoudspeaker(env, NO_VOICES)
    loudspeaker.onFailure(reason => reasons.push(reason))
    loudspeaker.speak('a', 'pl')
    loudspeaker.speak('b', 'pl')
    await loudspeaker.whenQuiet()
    expect(reasons).toEqual(['espeak-ng says "No such file or directory"'])
  })
})

describe('the loudspeaker of a machine that plays sound', () => {
  /** A player that keeps what it is given, and ends as `code` says. */
  const pretendPlayer = (code = 0) => {
    const folder = createFolder({
      aplay: `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$@" > "$0.args"\ncat >> "$0.audio"\n[ ${code} = 0 ] || echo "no card" >&2\nexit ${code}\n`,
    })
    chmodSync(join(folder, 'aplay'), 0o700)
    for (const tool of ['sh', 'cat']) symlinkSync(`/bin/${tool}`, join(folder, tool))
    return {
      env: { PATH: folder },
      audio: () => readFileSync(join(folder, 'aplay.audio')),
      args: () => readFileSync(join(folder, 'aplay.args'), 'utf8'),
    }
  }
  const voicing = (fails = false): Voicing => ({
    speech: createSpeech({
      providers: [createModemProvider('modem', () => (fails ? { failAtOnce: () => new SpeechError('refused', 'modem') } : {}))],
      clock: createRealClock(),
    }),
    voiceFor: language => (language === 'pl-PL' ? 'modem:zofia' : undefined),
  })
  it('plays the voices of calls', async () => {
    const { env, audio, args } = pretendPlayer()
    const loudspeaker = createLoudspeaker(env, voicing())
    loudspeaker.speak('Dzień dobry.', 'pl-PL')
    await loudspeaker.whenQuiet()
    expect(args()).toContain('-r 16000')
    // Every second sample of 16 kHz is one of 8 kHz.
    const wide = audio()
    const narrow = Buffer.from(wide.filter((_, at) => at % 4 < 2))
    expect(new Demodulator().hear(narrow).finals).toEqual(['Dzień dobry.'])
  })
  it.each([
    ['the player fails', 1, false, 'aplay says "no card"'],
    ['the voice fails', 0, true, 'The provider of speech refuses the request. modem'],
  ])('tells why nothing is heard when %s', async (_name, code, fails, reason) => {
    const reasons: string[] = []
    const loudspeaker = createLoudspeaker(pretendPlayer(code).env, voicing(fails))
    loudspeaker.onFailure(one => reasons.push(one))
    loudspeaker.speak('a', 'pl-PL')
    loudspeaker.speak('b', 'pl-PL')
    await loudspeaker.whenQuiet()
    expect(reasons).toEqual([reason])
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
