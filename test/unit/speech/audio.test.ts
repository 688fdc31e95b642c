import { describe, expect, it } from 'vitest'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { AudioBuffer } from '../../../src/engine/speech/index.ts'
import { alignSamples, readSamples, writeSamples } from '../../../src/engine/speech/audio/pcm.ts'
import { resample } from '../../../src/engine/speech/audio/resample.ts'
import { makeWavHeader, readWavHead, readWavStream } from '../../../src/engine/speech/audio/wav.ts'
import { collect, cut } from '../../contract/speech/modem.ts'

const makeTone = (frequency: number, rate: number, seconds: number): Int16Array =>
  Int16Array.from({ length: rate * seconds }, (_, n) => Math.round(10_000 * Math.sin((2 * Math.PI * frequency * n) / rate)))
const measurePower = (samples: Int16Array, frequency: number, rate: number): number => {
  let [re, im] = [0, 0]
  samples.forEach((sample, n) => {
    re += sample * Math.cos((2 * Math.PI * frequency * n) / rate)
    im += sample * Math.sin((2 * Math.PI * frequency * n) / rate)
  })
  return (2 * Math.hypot(re, im)) / samples.length
}

describe('resampling', () => {
  it.each([
    [22_050, 8000],
    [24_000, 8000],
    [8000, 16_000],
    [48_000, 8000],
    [16_000, 24_000],
  ])('keeps a tone of 1 kHz and the length, %i to %i, whatever the chunks', async (from, to) => {
    const made = readSamples(await collect(resample(cut(writeSamples(makeTone(1000, from, 1)), 977), from, to)))
    expect(Math.abs(made.length - to)).toBeLessThanOrEqual(2)
    expect(measurePower(made, 1000, to)).toBeGreaterThan(9700)
    expect(measurePower(made, 1000, to)).toBeLessThan(10_300)
  })
  it('lets nothing fold back that the lower rate cannot hold', async () => {
    const made = readSamples(await collect(resample(cut(writeSamples(makeTone(6000, 24_000, 1))), 24_000, 8000)))
    expect(measurePower(made, 2000, 8000)).toBeLessThan(150)
  })
  it('gives the same samples for one chunk and for many', async () => {
    const tone = writeSamples(makeTone(700, 22_050, 0.3))
    const whole = await collect(resample(cut(tone, tone.length), 22_050, 8000))
    expect(Buffer.compare(whole, await collect(resample(cut(tone, 7), 22_050, 8000)))).toBe(0)
  })
  it('joins samples that were cut in two, and drops half a one at the end', async () => {
    const odd = await collect(alignSamples(cut(Uint8Array.from([1, 2, 3, 4, 5]), 1)))
    expect([...odd]).toEqual([1, 2, 3, 4])
  })
})

describe('WAV', () => {
  it('reads back what it wrote, from a stream', async () => {
    const file = Buffer.concat([makeWavHeader(16_000, 6), Uint8Array.from([1, 0, 2, 0, 3, 0])])
    const { sampleRate, audio } = await readWavStream(cut(file, 5))
    expect(sampleRate).toBe(16_000)
    expect([...(await collect(audio))]).toEqual([1, 0, 2, 0, 3, 0])
  })
  it('skips what stands before the audio', () => {
    const head = Buffer.from(makeWavHeader(8000, 2))
    const list = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')
    const file = Buffer.concat([head.subarray(0, 36), list, head.subarray(36), Buffer.from([7, 0])])
    expect(readWavHead(file)).toMatchObject({ sampleRate: 8000, dataAt: 56, dataBytes: 2 })
  })
  it.each([
    ['no WAV', Buffer.from('ID3 something else entirely')],
    ['cut short', Buffer.from(makeWavHeader(8000)).subarray(0, 20)],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', async (_name, file) => {
    await expect(readWavStream(cut(file))).rejects.toThrow(/WAV/)
  })
})

describe('the buffer of a caller', () => {
  const second = (byte: number): Uint8Array => new Uint8Array(16_000).fill(byte)
  it('is bounded: it says when it is full, and when it is not any more, and at last loses the oldest', async () => {
    const clock = createVirtualClock(0)
    const buffer = new AudioBuffer(8000, clock)
    let drained = 0
    buffer.onDrain = () => (drained += 1)
    expect([1, 2, 3].map(n => buffer.write(second(n)))).toEqual([true, true, true])
    expect(buffer.write(second(4))).toBe(false)
    for (let n = 5; n <= 12; n++) buffer.write(second(n))
    expect(buffer.lostMs).toBe(2000)
    const reader = buffer.read()[Symbol.asyncIterator]()
    const read: number[] = []
    for (let n = 0; n < 8; n++) read.push(((await reader.next()).value as Uint8Array)[0] ?? 0)
    expect(read).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
    expect(drained).toBe(1)
  })
  it('is read again from what was last dealt with on', async () => {
    const buffer = new AudioBuffer(8000, createVirtualClock(0))
    for (const n of [1, 2, 3]) buffer.write(second(n))
    const first = buffer.read()[Symbol.asyncIterator]()
    await first.next()
    buffer.commit()
    await first.next()
    buffer.end()
    const again: number[] = []
    for await (const chunk of buffer.read()) again.push(chunk[0] ?? 0)
    expect(again).toEqual([2, 3])
    expect((await first.next()).done).toBe(true)
  })
  it('knows how long its reader has left audio waiting', async () => {
    const clock = createVirtualClock(0)
    const buffer = new AudioBuffer(8000, clock)
    clock.advanceTo(60_000)
    expect(buffer.stalledMs).toBe(0)
    buffer.write(second(1))
    clock.advanceTo(64_000)
    expect(buffer.stalledMs).toBe(4000)
    await buffer.read()[Symbol.asyncIterator]().next()
    expect(buffer.stalledMs).toBe(0)
  })
})
