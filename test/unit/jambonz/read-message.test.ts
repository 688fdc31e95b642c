import { describe, expect, it } from 'vitest'
import { readMessage } from '../../../src/engine/jambonz/read-message.ts'

/** The hook of a gather that has heard something, as feature server 0.9.8 sends it. */
function hearSpeech(speech: object): unknown {
  const data = { call_sid: 'c1', direction: 'outbound', reason: 'speechDetected', verb_id: 't1', speech }
  const reading = readMessage({ type: 'verb:hook', msgid: 'm1', hook: '/turn', data })
  return reading.kind === 'message' && 'speech' in reading.message.data ? reading.message.data.speech : reading
}
const best = { transcript: 'мені у вівторок', confidence: 0.71 }
const second = { transcript: 'мені в вівторок', confidence: 0.64 }

describe('what a recogniser heard', () => {
  it('is in the language and with the guesses of the custom vendor itself, which jambonz keeps only in its copy', () => {
    const evt = { type: 'transcription', is_final: true, channel: 1, language: 'uk-UA', alternatives: [best, second] }
    const speech = {
      language_code: 'pl-PL',
      channel_tag: 1,
      is_final: true,
      alternatives: [best],
      vendor: { name: 'custom:trucada', evt },
    }
    expect(hearSpeech(speech)).toEqual({ language_code: 'uk-UA', is_final: true, alternatives: [best, second] })
  })

  it('has the other guesses of Azure, under its own names', () => {
    const evt = {
      recognition_status: 'Success',
      n_best: [best, second].map(one => ({ display: one.transcript, confidence: one.confidence })),
    }
    const speech = { language_code: 'uk-UA', is_final: true, alternatives: [best], vendor: { name: 'microsoft', evt } }
    expect(hearSpeech(speech)).toEqual({ language_code: 'uk-UA', is_final: true, alternatives: [best, second] })
  })

  it.each([
    ['joined several results of the vendor', { alternatives: [{ transcript: 'у вівторок' }] }],
    ['has a list of results for a copy', [{ alternatives: [second] }]],
    ['has nothing that can be read', { alternatives: 'none', n_best: 7, language: 4 }],
    ['has no copy', undefined],
  ])('is what jambonz says where it %s', (_where, evt) => {
    const speech = { language_code: 'uk-UA', is_final: true, alternatives: [best], vendor: { name: 'google', evt } }
    expect(hearSpeech(speech)).toEqual({ language_code: 'uk-UA', is_final: true, alternatives: [best] })
  })
})
