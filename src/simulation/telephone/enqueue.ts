import type { Enqueue, Play, Verb } from '../../engine/jambonz/protocol.ts'
import type { Exchange, RunningVerb } from './exchange.ts'
import { type Playback, startPlayback } from './playback.ts'
import type { Sound } from './sounds.ts'

const TAKEN_AFTER_MS = 30_000
const TALK_MS = 20_000
/** How long a piece of music is. */
const MUSIC_MS = 30_000
/** Silence before each waitHook. */
const BEFORE_HOOK_MS = 500
const ALLOWED: ReadonlySet<string> = new Set(['say', 'play', 'pause', 'leave', 'tag'])

/**
 * Runs an `enqueue` as feature server 0.9.8 does (lib/tasks/enqueue.js): the waitHook is asked again and again, and an answer without
 * verbs, or with one that is not allowed, ends the music but not the waiting. `hangup` is the result of whatever ended it from outside.
 */
export function runEnqueue(exchange: Exchange, enqueue: Enqueue, done: () => void): RunningVerb {
  const { clock, wire, track } = exchange
  const script = exchange.dialled({ type: 'queue', name: enqueue.name })
  const since = clock.now()
  const takenMs = script.result === 'bridged' ? (script.afterMs ?? TAKEN_AFTER_MS) : undefined
  let playback: Playback | undefined
  let sound: Sound | undefined
  let timer: unknown
  let takeTimer: unknown
  let isOver = false
  let isBridged = false

  const later = (ms: number, run: () => void): void => {
    timer = clock.setTimeout(() => exchange.enter(run), ms)
  }
  const position = (): number => {
    const ahead = enqueue.priority === 0 ? 0 : (script.ahead ?? 0)
    const share = takenMs === undefined ? 0 : Math.min(1, (clock.now() - since) / takenMs)
    return Math.ceil(ahead * (1 - share))
  }
  const seconds = (): number => Math.floor((clock.now() - since) / 1000)
  const finish = (queue_result: 'bridged' | 'leave' | 'hangup'): void => {
    if (isOver) return
    isOver = true
    clock.clearTimeout(timer)
    clock.clearTimeout(takeTimer)
    playback?.kill()
    if (sound !== undefined) track.end(sound)
    const data = { ...exchange.info(), queue_sid: enqueue.name, queue_time: seconds(), queue_result, verb_id: enqueue.id }
    wire.ask('verb:hook', enqueue.actionHook, data, answer => {
      if (answer.kind === 'acked' && answer.verbs.length > 0) exchange.replace(answer.verbs)
      done()
    })
  }
  const playMusic = ({ id, url, actionHook, timeoutSecs }: Play, then: () => void): void => {
    sound = track.begin({ who: 'line', kind: 'music', text: url.split('/').at(-1) ?? url })
    later(Math.min(MUSIC_MS, (timeoutSecs ?? Infinity) * 1000), () => {
      if (sound !== undefined) track.end(sound)
      if (actionHook !== undefined)
        wire.ask('verb:hook', actionHook, { ...exchange.info(), verb_id: id, reason: 'playCompleted' }, () => undefined)
      then()
    })
  }
  const play = (verbs: readonly Verb[]): void => {
    const [verb, ...rest] = verbs
    if (isOver || isBridged) return
    if (verb === undefined) return askAgain()
    if (verb.verb === 'leave') return finish('leave')
    if (verb.verb === 'pause') return later(verb.length * 1000, () => play(rest))
    if (verb.verb === 'play') return playMusic(verb, () => play(rest))
    if (verb.verb !== 'say') return play(rest)
    playback = startPlayback(
      {
        clock,
        track,
        language: undefined,
        enter: exchange.enter,
        notify: event => exchange.notify({ event, verb: 'say', id: verb.id }),
      },
      verb,
      () => {
        playback = undefined
        play(rest)
      },
    )
  }
  const askAgain = (): void =>
    later(BEFORE_HOOK_MS, () => {
      const place = { queue_sid: enqueue.name, queue_time: seconds(), queue_size: position() + 1, queue_position: position() }
      wire.ask('verb:hook', enqueue.waitHook, { ...place, call_sid: exchange.info().call_sid }, answer => {
        if (answer.kind !== 'acked' || answer.verbs.length === 0 || answer.verbs.some(({ verb }) => !ALLOWED.has(verb))) return
        play(answer.verbs)
      })
    })
  if (takenMs !== undefined)
    takeTimer = clock.setTimeout(
      () =>
        exchange.enter(() => {
          isBridged = true
          clock.clearTimeout(timer)
          playback?.kill()
          if (sound !== undefined) track.end(sound)
          sound = track.begin({ who: 'line', kind: 'bridged', text: '' })
          takeTimer = clock.setTimeout(() => exchange.enter(() => finish('bridged')), script.talkMs ?? TALK_MS)
        }),
      takenMs,
    )
  askAgain()
  return {
    kill: () => finish(isBridged ? 'bridged' : 'hangup'),
    playback: () => playback,
  }
}
