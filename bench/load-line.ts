import { WebSocket } from 'ws'

/** What one call of the load did. */
export interface LineResult {
  readonly turns: number
  /** Prompts and hints as the application sent them, for a peer that shall speak the same call. */
  readonly asked: readonly { readonly prompt: readonly string[]; readonly hints: readonly string[] }[]
  /** How long the application took from an answer to the next verb, and when that came (`performance.now()`). */
  readonly delays: readonly { readonly at: number; readonly ms: number }[]
}

/** One call of the load. */
export interface LinePlan {
  readonly url: string
  readonly callSid: string
  readonly tag: object
  /** Time from a question to its answer, ms; without it half a second. */
  thinkMs?(turn: number): number
}

/** A question that does not come for so long never will: the machine was too crowded for the times of the line. */
const LOST_MS = 30_000
/** A caller needs some of the question before an answer can be one; else it would be speech of an earlier turn. */
const HEARS_MS = 350

interface Command {
  readonly type: string
  readonly data?: readonly Record<string, unknown>[]
}
interface Gather {
  readonly id: string
  readonly actionHook: string
  readonly partialResultHook?: string
  readonly say?: { readonly text: string | readonly string[]; readonly id?: string }
  readonly recognizer?: { readonly hints?: readonly string[] }
}

/**
 * One call as jambonz makes it towards an application: every question is answered with "yes", preceded by two partials where the
 * application wants them. No audio: what is measured is the application.
 */
export function runLine({ url, callSid, tag, thinkMs }: LinePlan): Promise<LineResult> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'ws.jambonz.org')
    const asked: { prompt: readonly string[]; hints: readonly string[] }[] = []
    const delays: { at: number; ms: number }[] = []
    let count = 0
    let answeredAt = 0
    let patience: NodeJS.Timeout | undefined
    let notifies = false
    const info = {
      call_sid: callSid,
      direction: 'outbound',
      from: '48600000100',
      to: '48600000001',
      call_id: callSid,
      call_status: 'in-progress',
      sip_status: 200,
      account_sid: 'a',
      application_sid: 'b',
      trace_id: '0',
    }
    const send = (message: Record<string, unknown>): void => {
      count += 1
      socket.send(JSON.stringify({ msgid: `${callSid}-${count}`, call_sid: callSid, ...message }))
    }
    const speech = (transcript: string, final: boolean): object => ({
      language_code: 'en-US',
      channel_tag: 1,
      is_final: final,
      alternatives: [{ transcript, confidence: 0.93 }],
      vendor: { name: 'default', evt: {} },
    })
    const answer = (gather: Gather): void => {
      if (notifies && gather.say)
        send({ type: 'verb:status', hook: '/status', data: { event: 'start-playback', verb: 'say', id: gather.say.id } })
      if (gather.partialResultHook) {
        for (const text of ['ye', 'yes'])
          send({
            type: 'verb:hook',
            hook: gather.partialResultHook,
            data: { ...info, speech: speech(text, false), verb_id: gather.id },
          })
      }
      if (notifies && gather.say)
        send({ type: 'verb:status', hook: '/status', data: { event: 'kill-playback', verb: 'say', id: gather.say.id } })
      answeredAt = performance.now()
      patience = setTimeout(() => {
        reject(new Error(`${callSid}: nothing follows an answer`))
        socket.terminate()
      }, LOST_MS)
      send({
        type: 'verb:hook',
        hook: gather.actionHook,
        data: { ...info, speech: speech('yes', true), reason: 'speechDetected', verb_id: gather.id },
      })
    }
    socket.on('open', () =>
      send({
        type: 'session:new',
        hook: '/',
        data: {
          ...info,
          customerData: tag,
          defaults: {
            synthesizer: { vendor: 'default', language: 'en-US', voice: 'x' },
            recognizer: { vendor: 'default', language: 'en-US' },
          },
        },
      }),
    )
    socket.on('message', raw => {
      const message = JSON.parse(String(raw)) as Command
      for (const verb of message.data ?? []) {
        if (verb['verb'] === 'config' && verb['notifyEvents'] === true) notifies = true
        if (verb['verb'] === 'hangup') {
          send({ type: 'call:status', data: { ...info, call_status: 'completed', call_termination_by: 'jambonz', duration: 60 } })
          socket.close(1000)
        }
        if (verb['verb'] === 'gather') {
          const gather = verb as unknown as Gather
          clearTimeout(patience)
          const at = performance.now()
          if (answeredAt > 0) delays.push({ at, ms: at - answeredAt })
          if (gather.say) asked.push({ prompt: [gather.say.text].flat(), hints: gather.recognizer?.hints ?? [] })
          setTimeout(() => answer(gather), Math.max(HEARS_MS, thinkMs?.(asked.length) ?? HEARS_MS + ((count * 37) % 200)))
        }
      }
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(patience)
      resolve({ turns: asked.length, asked, delays })
    })
  })
}
