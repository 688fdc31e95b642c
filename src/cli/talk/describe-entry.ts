import type { JournalEntry } from '../../engine/call/ports.ts'

/** A line of the call's record in words, or undefined for what the screen shows anyway (what was said, what was typed). */
export function describeEntry(entry: JournalEntry): string | undefined {
  switch (entry.kind) {
    case 'decision': {
      const sure = entry.confidence === undefined ? '' : ` (${Math.round(entry.confidence * 100)} %)`
      return `${entry.node}: ${entry.decision}${sure}, because ${entry.because}`
    }
    case 'kept':
      return `kept ${entry.name} = ${showValue(entry.value)}`
    case 'rung':
      return `${entry.node}: ${entry.ladder.replaceAll('_', ' ')}, rung ${entry.rung}`
    case 'anytime':
      return `${entry.node}: ${entry.name} works anytime`
    case 'silence':
      return `${entry.node}: silence`
    case 'service':
      return describeService(entry)
    case 'message':
      return `${entry.channel} ${entry.state}: ${entry.text}`
    case 'transfer':
      return entry.result === undefined ? `dialling ${entry.to}` : `${entry.to}: ${entry.result}`
    case 'language':
      return `the call goes on in ${entry.to}`
    case 'ignored':
      return `ignored ${entry.event}: ${entry.because}`
    case 'fault':
      return `fault: ${entry.message}`
    case 'hangup':
      return `hung up by ${entry.by === 'us' ? 'the robot' : `the ${entry.by}`}`
    case 'began':
    case 'entered':
    case 'prompt':
    case 'heard_prompt':
    case 'utterance':
    case 'keys':
    case 'ended':
      return undefined
  }
}

/** Data in a line: texts as they are, the rest as JSON. */
export function showValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
}

function describeService(entry: Extract<JournalEntry, { kind: 'service' }>): string {
  switch (entry.state) {
    case 'called':
      return `${entry.service} is called with ${showValue(entry.input)}`
    case 'answered':
      return `${entry.service}: ${entry.result ?? 'done'}${entry.values === undefined ? '' : ` ${showValue(entry.values)}`}`
    case 'slow':
      return `${entry.service} is slow; the call goes on`
    case 'failed':
      return `${entry.service} failed${entry.reason === undefined ? '' : `: ${entry.reason}`}`
  }
}
