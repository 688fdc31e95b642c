import { spawn, spawnSync } from 'node:child_process'
import { SpeechError, type Speech } from '../../engine/speech/index.ts'

/** One text on its way to the loudspeaker. */
export interface Utterance {
  /** Resolves when it is over, with the reason if it could not be heard. */
  readonly over: Promise<string | undefined>
  stop(): void
}

/** Who speaks in a talk: the same providers as in calls. */
export interface Voicing {
  readonly speech: Speech
  /** The voice of a language (`pl-PL`) as voices.yaml has it, where our own speech service has it; else the usual one. */
  voiceFor(language: string | undefined): string | undefined
}

/** A program that plays samples from its standard input. */
interface Player {
  readonly program: string
  readonly args: (sampleRate: number) => readonly string[]
}

type Env = Readonly<Record<string, string | undefined>>
const SAMPLE_RATE = 16_000

const PLAYERS: readonly Player[] = [
  { program: 'aplay', args: rate => ['-q', '-t', 'raw', '-f', 'S16_LE', '-c', '1', '-r', String(rate), '-'] },
  { program: 'paplay', args: rate => ['--raw', '--format=s16le', '--channels=1', `--rate=${rate}`] },
  { program: 'play', args: rate => ['-q', '-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1', '-r', String(rate), '-'] },
  {
    program: 'ffplay',
    args: rate => ['-loglevel', 'error', '-nodisp', '-autoexit', '-f', 's16le', '-ar', String(rate), '-i', '-'],
  },
]

/** The first of the programs that is installed. */
export function findPlayer(env: Env): Player | undefined {
  return PLAYERS.find(({ program }) => spawnSync(program, ['--version'], { stdio: 'ignore', env }).error === undefined)
}

/** Speaks one text by the providers of calls, and plays it as it comes. */
export function playSpeech(player: Player, env: Env, voicing: Voicing, text: string, language: string | undefined): Utterance {
  const stop = new AbortController()
  const over = play(player, env, voicing, text, language, stop.signal).catch((error: unknown) =>
    stop.signal.aborted ? undefined : describe(error),
  )
  return { over, stop: () => stop.abort(new Error('told to stop')) }
}

async function play(
  { program, args }: Player,
  env: Env,
  { speech, voiceFor }: Voicing,
  text: string,
  language: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const voice = voiceFor(language)
  const request = { text, kind: 'text', sampleRate: SAMPLE_RATE } as const
  const named = { ...(language === undefined ? {} : { language }), ...(voice === undefined ? {} : { voice }) }
  const { audio } = await speech.synthesise({ ...request, ...named }, signal)
  const child = spawn(program, args(SAMPLE_RATE), { stdio: ['pipe', 'ignore', 'pipe'], env })
  const kill = (): void => void child.kill()
  signal.addEventListener('abort', kill, { once: true })
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(0, 300)
  })
  const ended = new Promise<string | undefined>(resolve => {
    child.on('error', error => resolve(`${program} says "${error.message}"`))
    child.on('close', code =>
      resolve(code === 0 || signal.aborted ? undefined : `${program} says "${complaint.split('\n', 1)[0] ?? ''}"`),
    )
  })
  child.stdin.on('error', () => undefined)
  for await (const chunk of audio) {
    if (!child.stdin.write(chunk)) await Promise.race([new Promise(resolve => child.stdin.once('drain', resolve)), ended])
  }
  child.stdin.end()
  const reason = await ended
  signal.removeEventListener('abort', kill)
  return reason
}

function describe(error: unknown): string {
  if (!(error instanceof SpeechError)) return 'the voice failed'
  return [error.message, ...Object.values(error.facts)].join(' ')
}
