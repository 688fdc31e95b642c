import { exchange, type ExchangeOptions, type ProviderAnswer, readStatusFailure } from '../exchange.ts'
import { MessageError } from '../message-error.ts'
import type { MessageProvider, Taken } from '../provider.ts'
import { readCode, readField, readPrice } from '../read-fields.ts'
import { writeReference } from '../references.ts'
import type { TwilioSettings } from './settings.ts'
import { hearTwilio, REFERENCE } from './webhook.ts'

/** What the way to Twilio is made of. */
export interface TwilioOptions extends ExchangeOptions {
  readonly settings: TwilioSettings
  /** Auth token of the account: signs requests in both directions. */
  readonly token: string
  /** Where Twilio reports what became of messages; absent: it does not. */
  readonly statusUrl: string | undefined
}

/** Errors of Twilio (https://www.twilio.com/docs/api/errors) by which nobody can be written to at this number. */
const ADDRESS: ReadonlySet<string> = new Set(['21211', '21214', '21217', '21610', '21612', '21614', '21635'])
/** About the account, its rights or its senders. */
const ACCOUNT: ReadonlySet<string> = new Set(['20003', '20005', '21408', '21603', '21606', '21608', '21659', '21660', '30002'])
/** 21611: the sender has as many messages waiting as it may have. */
const QUOTA: ReadonlySet<string> = new Set(['14107', '20429', '21611', '30001', '63038'])

/** Twilio's Messages API of 2010-04-01. It knows no key: what may have been taken is looked for among the messages to the number. */
export function createTwilio(options: TwilioOptions): MessageProvider {
  const { settings, token, statusUrl } = options
  const base = (settings.url ?? 'https://api.twilio.com').replace(/\/+$/, '')
  const url = `${base}/2010-04-01/Accounts/${encodeURIComponent(settings.account)}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${settings.account}:${token}`).toString('base64')}`
  return {
    name: 'twilio',
    ...(settings.price !== undefined && { price: settings.price }),
    async send({ to, text, key }): Promise<Taken> {
      const body = new URLSearchParams({
        To: to,
        Body: text,
        ...(settings.from.startsWith('MG') ? { MessagingServiceSid: settings.from } : { From: settings.from }),
        ...(statusUrl !== undefined && { StatusCallback: `${statusUrl}?${REFERENCE}=${writeReference(key)}` }),
      }).toString()
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await exchange({ method: 'POST', url, headers, body }, options)
      const failure = describeFailure(answer)
      if (failure !== undefined) throw failure
      return readTaken(answer.data)
    },
    async find({ to, text }, since) {
      const day = new Date(since).toISOString().slice(0, 10)
      const query = new URLSearchParams({ To: to, 'DateSent>': day, PageSize: '50' }).toString()
      const answer = await exchange({ method: 'GET', url: `${url}?${query}`, headers: { authorization } }, options)
      const failure = describeFailure(answer)
      if (failure !== undefined) throw failure
      const listed = (answer.data as { readonly messages?: unknown } | undefined)?.messages
      if (!Array.isArray(listed)) throw new MessageError('messages/malformed')
      const found = listed.find(
        one => readField(one, 'body') === text && Date.parse(readField(one, 'date_created') ?? '') >= since - SLACK_MS,
      ) as unknown
      return found === undefined ? undefined : readTaken(found)
    },
    hear: request => hearTwilio(request, token),
  }
}

/** Twilio writes whole seconds, by its own clock. */
const SLACK_MS = 60_000

function readTaken(data: unknown): Taken {
  const providerId = readField(data, 'sid')
  if (providerId === undefined) throw new MessageError('messages/malformed')
  const cost = readPrice(readField(data, 'price'))
  return { providerId, ...(cost !== undefined && { cost }) }
}

function describeFailure(answer: ProviderAnswer): MessageError | undefined {
  const code = readCode(answer.data, 'code') ?? ''
  const reason = `twilio ${code}`
  if (answer.status < 400) return undefined
  if (ADDRESS.has(code)) return new MessageError('messages/bad-address', { reason })
  if (ACCOUNT.has(code)) return new MessageError('messages/account', { reason })
  if (QUOTA.has(code))
    return new MessageError('messages/over-quota', { reason, ...(answer.waitMs !== undefined && { waitMs: answer.waitMs }) })
  return readStatusFailure(answer, code === '' ? undefined : reason)
}
