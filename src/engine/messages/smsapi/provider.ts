import { exchange, type ExchangeOptions, readStatusFailure } from '../exchange.ts'
import { MessageError } from '../message-error.ts'
import type { MessageProvider, Taken } from '../provider.ts'
import { readCode, readField, readPrice } from '../read-fields.ts'
import { writeReference } from '../references.ts'
import type { SmsapiSettings } from './settings.ts'
import { hearSmsapi } from './webhook.ts'

/** What the way to SMSAPI is made of. */
export interface SmsapiOptions extends ExchangeOptions {
  readonly settings: SmsapiSettings
  /** OAuth token of the account. */
  readonly token: string
  readonly webhookSecret: string | undefined
}

/**
 * Errors of SMSAPI (https://www.smsapi.pl/docs, error codes) that are about the account, not the message: the name of the sender (14), the
 * hours that it may send at (74), a trial (98), its keys, credit and rights (101–105, 110, 401), the country (112), HTTPS (997).
 */
const ACCOUNT: ReadonlySet<string> = new Set(['14', '74', '98', '101', '102', '103', '105', '110', '112', '401', '997', '1000'])
/** The number, not the text: none, on the black list (57), on the list of who wants no messages (59). */
const ADDRESS: ReadonlySet<string> = new Set(['13', '57', '59'])
/** Too much at once, or to one number. */
const QUOTA: ReadonlySet<string> = new Set(['52', '202', '203'])
/** Those that the clients of SMSAPI take for faults of the host, and a submission that did not succeed (200). */
const FAULTS: ReadonlySet<string> = new Set(['8', '200', '201', '666', '999'])
/** A message of this `idx` was taken before. */
const TAKEN_BEFORE = '53'

/** SMSAPI over `sms.do`. `idx` with `check_idx` makes a second message of the same key none. */
export function createSmsapi(options: SmsapiOptions): MessageProvider {
  const { settings, token } = options
  const url = `${(settings.url ?? 'https://api.smsapi.pl').replace(/\/+$/, '')}/sms.do`
  return {
    name: 'smsapi',
    ...(settings.price !== undefined && { price: settings.price }),
    async send({ to, text, key }): Promise<Taken> {
      const body = new URLSearchParams({
        to: to.replace(/^\+/, ''),
        message: text,
        ...(settings.from !== undefined && { from: settings.from }),
        encoding: 'utf-8',
        format: 'json',
        idx: writeReference(key),
        check_idx: '1',
      }).toString()
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await exchange({ method: 'POST', url, headers, body }, options)
      // Faults come with status 200 too.
      const error = readCode(answer.data, 'error')
      if (error === TAKEN_BEFORE) return {}
      if (error !== undefined) throw describeError(error)
      const failure = readStatusFailure(answer)
      if (failure !== undefined) throw failure
      const providerId = readField(answer.data, 'list.0.id')
      if (providerId === undefined) throw new MessageError('messages/malformed')
      const cost = readPrice(readField(answer.data, 'list.0.points'))
      return { providerId, ...(cost !== undefined && { cost }) }
    },
    hear: request => hearSmsapi(request, options.webhookSecret),
  }
}

function describeError(code: string): MessageError {
  const reason = `smsapi ${code}`
  if (ACCOUNT.has(code)) return new MessageError('messages/account', { reason })
  if (ADDRESS.has(code)) return new MessageError('messages/bad-address', { reason })
  if (QUOTA.has(code)) return new MessageError('messages/over-quota', { reason })
  if (FAULTS.has(code)) return new MessageError('messages/server-error', { reason })
  return new MessageError('messages/refused', { reason })
}
