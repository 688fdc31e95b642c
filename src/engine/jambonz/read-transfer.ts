import { readDuration } from '../../scenarios/model/duration.ts'
import type { Reading } from '../../scenarios/model/reading.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import type { QueueSettings, Reach, TransferLine } from './lines.ts'
import type { TransferInput } from './lines-shape.ts'
import type { DialTarget } from './protocol.ts'
import { readHours, readShiftHours } from '../read-opening-hours.ts'
import { reportKind } from '../report-kind.ts'

/** A telephone number as lines.yaml takes it. */
export const NUMBER = /^\+?\d{3,15}$/
/** A SIP address without parameters. */
export const SIP = /^sips?:[^\s@<>;?]+@[^\s@<>;?]+$/

/** Ways of reaching somebody, of which an entry has one. */
const WAYS = ['to', 'rota', 'queue', 'refer'] as const
const RINGING_MS = 30_000
const WAITING_MS = 10 * 60_000
const CALLBACK_MS = 60_000
const TAKE_KEY = '1'
/** jambonz rings no more at once. */
const MOST_TARGETS = 10

/** Reads one entry of `transfers`; none when it has a fault. */
export function readTransfer(reading: Reading, name: string, written: TransferInput): TransferLine[] {
  const path = ['transfers', name]
  const reach = readReach(reading, path, written)
  const callerId = written.caller_id
  if (callerId !== undefined && !NUMBER.test(callerId)) {
    reportKind(reading, [...path, 'caller_id'], 'value', '"caller_id"', 'a telephone number in quotes', callerId)
    return []
  }
  const hours = readHours(reading, [...path, 'hours'], written.hours)
  if (reach === undefined) return []
  const timeoutMs = (written.timeout === undefined ? undefined : readDuration(written.timeout)) ?? RINGING_MS
  const isTakenByKey = reach.kind === 'dial' && written.take !== 'by answering'
  return [
    {
      name,
      reach,
      timeoutMs,
      ...(hours === undefined ? {} : { hours }),
      ...(callerId === undefined ? {} : { callerId }),
      ...(isTakenByKey ? { takeKey: TAKE_KEY } : {}),
    },
  ]
}

function readReach(reading: Reading, path: SourcePath, written: TransferInput): Reach | undefined {
  const ways = WAYS.filter(way => written[way] !== undefined)
  if (ways.length === 0) {
    reading.report('shape/missing-key', path, 'key', {
      key: 'to',
      where: `"${String(path.at(-1))}"`,
      example: 'to: "+48…", or rota, queue or refer',
    })
    return undefined
  }
  if (ways.length > 1) {
    reading.report('lines/two-ways', [...path, ways[1] ?? 'to'], 'key', { name: String(path.at(-1)), ways })
    return undefined
  }
  const isDialled = written.to !== undefined || written.rota !== undefined
  for (const key of ['ring', 'take', 'timeout', 'caller_id'] as const)
    if (!isDialled && written[key] !== undefined)
      reading.report('lines/no-use', [...path, key], 'key', { key, way: ways[0] ?? 'queue' })
  if (written.queue !== undefined) return readQueue(reading, path, written.queue)
  if (written.refer !== undefined) return readRefer(reading, [...path, 'refer'], written.refer)
  return readDial(reading, path, written)
}

function readDial(reading: Reading, path: SourcePath, written: TransferInput): Reach | undefined {
  const ring = written.ring ?? 'one by one'
  const rota = written.rota ?? [{ to: written.to ?? [] }]
  const shifts = rota.map((shift, index) => {
    const at = written.rota === undefined ? path : [...path, 'rota', index]
    const hours = readShiftHours(
      reading,
      at,
      'days' in shift ? shift.days : undefined,
      'hours' in shift ? shift.hours : undefined,
    )
    return { targets: readTargets(reading, [...at, 'to'], shift.to), ...(hours === undefined ? {} : { hours }) }
  })
  const always = shifts.findIndex(shift => shift.hours === undefined)
  if (always !== -1 && always < shifts.length - 1)
    reading.report('lines/shift-never-reached', [...path, 'rota', always + 1], 'key', { name: String(path.at(-1)) })
  return shifts.some(shift => shift.targets.length === 0) ? undefined : { kind: 'dial', ring, shifts }
}

function readTargets(reading: Reading, path: SourcePath, to: string | readonly string[]): readonly DialTarget[] {
  const written = [to].flat()
  if (written.length > MOST_TARGETS) {
    reading.report('shape/out-of-range', path, 'value', { what: '"to"', range: `at most ${MOST_TARGETS} telephones` })
    return []
  }
  const targets = written.map((text, index) => {
    const target = readTarget(text)
    if (target === undefined)
      reportKind(
        reading,
        typeof to === 'string' ? path : [...path, index],
        'value',
        '"to"',
        'a telephone number in quotes ("+48…") or a SIP address (sip:reception@example.org)',
        text,
      )
    return target
  })
  const known = targets.filter(target => target !== undefined)
  return known.length === targets.length ? known : []
}

function readTarget(to: string): DialTarget | undefined {
  const number = to.replaceAll(/[\s-]/g, '')
  if (NUMBER.test(number)) return { type: 'phone', number }
  return SIP.test(to) ? { type: 'sip', sipUri: to } : undefined
}

function readRefer(reading: Reading, path: SourcePath, to: string): Reach | undefined {
  const target = readTarget(to)
  if (target?.type === 'phone') return { kind: 'refer', to: target.number }
  if (target?.type === 'sip') return { kind: 'refer', to: target.sipUri }
  reportKind(reading, path, 'value', '"refer"', 'a telephone number in quotes ("+48…") or a SIP address', to)
  return undefined
}

function readQueue(reading: Reading, path: SourcePath, written: NonNullable<TransferInput['queue']>): Reach | undefined {
  const group = typeof written === 'string' ? { name: written } : written
  const callback = 'callback' in group ? group.callback : undefined
  const key = callback?.key ?? TAKE_KEY
  if (!/^[0-9*#]$/.test(key)) {
    reportKind(reading, [...path, 'queue', 'callback', 'key'], 'value', '"key"', 'one key of the telephone in quotes: "1"', key)
    return undefined
  }
  const music = 'music' in group ? group.music : undefined
  if (music !== undefined && !isMusic(music)) {
    const what = 'an address (https://…) or a file of the folder "music" beside lines.yaml (waiting.mp3, waiting.wav)'
    reportKind(reading, [...path, 'queue', 'music'], 'value', '"music"', what, music)
    return undefined
  }
  const queue: QueueSettings = {
    name: group.name,
    mostMs: readOptional('at_most' in group ? group.at_most : undefined) ?? WAITING_MS,
    ...(music === undefined ? {} : { music }),
    ...(callback === undefined ? {} : { callback: { key, afterMs: readOptional(callback.after) ?? CALLBACK_MS } }),
  }
  return { kind: 'queue', queue }
}

/** Whether something is an address, rather than the name of a file. */
export const isAddress = (music: string): boolean => /^https?:\/\//.test(music) && URL.canParse(music)
/** The name of a file that can be served as music. */
export const MUSIC_FILE = /^[\p{L}\d][\p{L}\d._-]{0,80}\.(?:mp3|wav)$/iu

const isMusic = (music: string): boolean => isAddress(music) || MUSIC_FILE.test(music)

const readOptional = (duration: string | undefined): number | undefined =>
  duration === undefined ? undefined : readDuration(duration)
