import type { JournalEntry } from '../../engine/call/ports.ts'

/** A line of the call's record in words, or undefined for what the screen shows anyway (what was said, what was typed). */
export function describeEntry(entry: JournalEntry, zone: string): string | undefined {
  switch (entry.kind) {
    case 'decision': {
      const sure = entry.confidence === undefined ? '' : ` (${Math.round(entry.confidence * 100)} %)`
      return `${entry.node}: ${entry.decision}${sure}, because ${entry.because}`
    }
    case 'kept':
      return `kept ${entry.name} = ${showValue(entry.value, zone)}`
    case 'rung':
      return `${entry.node}: ${entry.ladder.replaceAll('_', ' ')}, rung ${entry.rung}`
    case 'anytime':
      return `${entry.node}: ${entry.name} works anytime`
    case 'service':
      return describeService(entry, zone)
    case 'message':
      return `${entry.channel} ${entry.state}: ${entry.text}`
    case 'transfer':
      return entry.result === undefined ? `dialling ${entry.to}` : `${entry.to}: ${entry.result}`
    case 'language':
      return `the call goes on in ${entry.to}`
    case 'ignored':
      return `ignored ${entry.event}: ${entry.because}`
    case 'model':
      return describeModel(entry)
    case 'listener':
      return `${entry.listener.replaceAll('_', ' ')} on the telephone: ${entry.because}`
    case 'resumed':
      return 'the call goes on where it was kept'
    case 'fault':
      return `fault: ${entry.message}`
    case 'began':
    case 'entered':
    case 'prompt':
    case 'heard_prompt':
    case 'reply':
    case 'utterance':
    case 'keys':
    case 'silence':
    case 'hangup':
    case 'recording':
    case 'ended':
      return undefined
  }
}

/** Epoch ms between 2001 and 2096: data of that size is a moment. */
const isMoment = (value: unknown): value is number => typeof value === 'number' && value > 1e12 && value < 4e12

/** Data in a line: texts as they are, moments by the clock of the clinic's zone, groups in braces. */
export function showValue(value: unknown, zone: string): string {
  if (typeof value === 'string') return value
  if (isMoment(value)) return new Date(value).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  if (Array.isArray(value)) return value.map(one => showValue(one, zone)).join(', ') || 'none'
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).map(([name, one]) => `${name}: ${showValue(one, zone)}`)
  return fields.length === 0 ? '' : `{ ${fields.join(', ')} }`
}

function describeService(entry: Extract<JournalEntry, { kind: 'service' }>, zone: string): string {
  switch (entry.state) {
    case 'called':
      return `${entry.service} is called with ${showValue(entry.input, zone)}`
    case 'verified':
      return `what came of ${entry.service} is looked up`
    case 'answered':
      return `${entry.service}: ${entry.result ?? 'done'}${entry.values === undefined ? '' : ` ${showValue(entry.values, zone)}`}`.trimEnd()
    case 'slow':
      return `${entry.service} is slow; the call goes on`
    case 'failed':
      return `${entry.service} failed${entry.reason === undefined ? '' : `: ${entry.reason}`}`
  }
}

function describeModel({ model, ms, outcome, meaning, cached }: Extract<JournalEntry, { kind: 'model' }>): string {
  const said = meaning === undefined ? outcome.replaceAll('_', ' ') : `${outcome.replaceAll('_', ' ')}: ${meaning}`
  return `${model}, ${cached ? 'from memory' : `${Math.round(ms)} ms`}: ${said}`
}
