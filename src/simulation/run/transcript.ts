import type { VirtualCall } from './virtual-call.ts'
import { writePrompt } from './driver.ts'

/** One line of what was said, by whom and when. */
export interface TranscriptLine {
  /** Ms from the beginning of the call. */
  readonly atMs: number
  readonly who: 'bot' | 'caller' | 'clinic' | 'line'
  readonly text: string
  /** Bot: step and form. Clinic: the service. */
  readonly step?: string
  /** Share of a prompt that was heard, when it was cut. */
  readonly heardShare?: number
}

const rankOf = ({ who }: TranscriptLine): number => (who === 'caller' ? 0 : 1)

/** What both sides said, and what the clinic and the line did, in order. */
export function writeTranscript(call: VirtualCall): readonly TranscriptLine[] {
  const { track, answeredAt } = call.telephone
  const began = call.journal[0]?.at ?? answeredAt ?? call.clock.now()
  const shares = new Map<string, number>()
  for (const entry of call.journal) {
    if (entry.kind === 'heard_prompt' && entry.state === 'cut') shares.set(entry.turn, entry.share)
  }
  const lines: TranscriptLine[] = []
  for (const entry of call.journal) {
    const atMs = entry.at - began
    if (entry.kind === 'prompt') {
      const share = shares.get(entry.turn)
      lines.push({
        atMs,
        who: 'bot',
        text: entry.text,
        step: writePrompt(entry),
        ...(share === undefined || share >= 1 ? {} : { heardShare: share }),
      })
    } else if (entry.kind === 'service') {
      lines.push({
        atMs,
        who: 'clinic',
        text: entry.result === undefined ? entry.state : `${entry.state}: ${entry.result}`,
        step: entry.service,
      })
    } else if (entry.kind === 'message') {
      lines.push({ atMs, who: 'clinic', text: entry.text, step: `${entry.channel} ${entry.state}` })
    } else if (entry.kind === 'transfer') {
      lines.push({ atMs, who: 'line', text: entry.result ?? 'dialled', step: entry.to })
    } else if (entry.kind === 'recording') {
      lines.push({ atMs, who: 'line', text: entry.state, step: 'recording' })
    } else if (entry.kind === 'hangup') {
      lines.push({ atMs, who: 'line', text: `${entry.by === 'us' ? 'robot' : entry.by} hung up` })
    }
  }
  for (const sound of track.sounds) {
    if (sound.who !== 'caller') continue
    const text = sound.kind === 'keys' ? `[${sound.text}]` : sound.kind === 'noise' ? `(${sound.text})` : sound.text
    lines.push({ atMs: sound.from - began, who: 'caller', text })
  }
  return (
    lines
      .map((line, order) => ({ line, order }))
      // At one instant the caller comes first: a key and the service that it triggers have the same time.
      .sort((a, b) => a.line.atMs - b.line.atMs || rankOf(a.line) - rankOf(b.line) || a.order - b.order)
      .map(one => one.line)
  )
}
