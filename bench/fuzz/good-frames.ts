/** What jambonz sends in a call, as feature server 0.9.8 does: the seed of all mutations. */
export function listGoodFrames(callSid: string): readonly object[] {
  const info = {
    call_sid: callSid,
    direction: 'outbound',
    from: '48600000100',
    to: '48600000201',
    call_id: 'sip-call-id',
    call_status: 'in-progress',
    sip_status: 200,
    account_sid: 'account',
    trace_id: '0',
  }
  const speech = (is_final: boolean): object => ({
    language_code: 'en-US',
    channel_tag: 1,
    is_final,
    alternatives: [{ transcript: 'yes', confidence: 0.9 }],
    vendor: { name: 'google', evt: [] },
  })
  const hook = (name: string, data: object): object => ({
    type: 'verb:hook',
    msgid: `${callSid}-${name}`,
    call_sid: callSid,
    hook: name,
    b3: 'a-b-1',
    data: { ...info, ...data },
  })
  const turn = `${callSid}-1`
  return [
    hook('/turn', { verb_id: turn, reason: 'speechDetected', speech: speech(true) }),
    hook('/turn', { verb_id: turn, reason: 'dtmfDetected', digits: '1' }),
    hook('/turn', { verb_id: turn, reason: 'timeout' }),
    hook('/turn', { verb_id: turn, reason: 'error', details: 'x' }),
    hook('/partial', { verb_id: turn, speech: speech(false) }),
    hook('/transcript', { speech: speech(true) }),
    hook('/transfer', { verb_id: turn, dial_call_status: 'completed', dial_sip_status: 200, dial_call_sid: 'child' }),
    hook('/amd', { type: 'amd_machine_detected', reason: 'hint', greeting: 'x', language: 'en-US' }),
    { type: 'call:status', call_sid: callSid, data: { ...info, call_status: 'ringing' } },
    { type: 'verb:status', call_sid: callSid, data: { event: 'start-playback', verb: 'say', id: turn } },
    { type: 'verb:status', call_sid: callSid, data: { event: 'starting', name: 'gather', id: turn } },
    { type: 'jambonz:error', call_sid: callSid, data: { msg: 'ASR error', details: 'x', verb: 'gather', id: turn } },
    { type: 'jambonz:error', call_sid: callSid, data: { msg: 'TTS error', failover: 'in progress', verb: 'say', id: turn } },
    { type: 'dial:confirm', msgid: 'c', hook: '/confirm', data: { call_sid: 'child', parent_call_sid: callSid } },
    { type: 'session:redirect', msgid: 'r', call_sid: callSid, hook: '/x', data: info },
    { type: 'session:adulting', msgid: 'a', data: { ...info, parent_call_info: info } },
    { type: 'llm:event', msgid: 'l', call_sid: callSid, data: {} },
  ]
}

/** `session:new` of a call of the bench's scenario. */
export function makeSessionNew(callSid: string, type: 'session:new' | 'session:reconnect' = 'session:new'): object {
  return {
    type,
    msgid: `${callSid}-${type}`,
    call_sid: callSid,
    b3: 'a-b-1',
    data: {
      call_sid: callSid,
      direction: 'outbound',
      from: '48600000100',
      to: '48600000201',
      call_status: 'in-progress',
      sip_status: 200,
      customerData: { scenario: 'visit', language: 'en', contact: { visit: { id: 'V' } } },
      defaults: { synthesizer: { vendor: 'google' }, recognizer: { vendor: 'google' } },
    },
  }
}

/** The caller has hung up. */
export function makeCompleted(callSid: string): object {
  const data = { call_sid: callSid, direction: 'outbound', call_status: 'completed', call_termination_by: 'caller', duration: 1 }
  return { type: 'call:status', call_sid: callSid, data }
}
