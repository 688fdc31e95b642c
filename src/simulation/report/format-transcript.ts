import type { TranscriptLine } from '../run/transcript.ts'

const TIME_WIDTH = 7

/** Wraps a text at spaces; words longer than a line are cut. */
function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (let word of text.split(/\s+/)) {
    while (word.length > width) {
      if (line !== '') lines.push(line)
      line = ''
      lines.push(word.slice(0, width))
      word = word.slice(width)
    }
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

const writeTime = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(TIME_WIDTH)

/** The words of a line, with the step that speaks, and where a prompt was cut. */
function writeBot(line: TranscriptLine): string {
  const cut = line.heardShare === undefined ? '' : ` [cut at ${Math.round(line.heardShare * 100)} %]`
  return `${line.step ?? ''}: ${line.text}${cut}`
}

/** Both sides of a call, the bot left and the caller right; what the clinic and the line did goes across. */
export function formatTranscript(transcript: readonly TranscriptLine[], width = 120): string {
  const column = Math.max(24, Math.floor((width - TIME_WIDTH - 5) / 2))
  const rows: string[] = []
  const add = (time: string, left: string, right: string): void => {
    rows.push(`${time}  ${left.padEnd(column)} │ ${right}`.trimEnd())
  }
  for (const line of transcript) {
    const time = writeTime(line.atMs)
    if (line.who === 'clinic' || line.who === 'line') {
      const across = wrapText(`${line.step === undefined ? '' : `${line.step} `}${line.text}`, 2 * column)
      for (const [index, part] of across.entries())
        rows.push(index === 0 ? `${time}  · ${part}` : `${' '.repeat(TIME_WIDTH)}    ${part}`)
      continue
    }
    const isBot = line.who === 'bot'
    for (const [index, part] of wrapText(isBot ? writeBot(line) : line.text, column).entries()) {
      add(index === 0 ? time : ' '.repeat(TIME_WIDTH), isBot ? part : '', isBot ? '' : part)
    }
  }
  return rows.join('\n')
}
