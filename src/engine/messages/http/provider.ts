import { exchange, type ExchangeOptions, readStatusFailure } from '../exchange.ts'
import { MessageError } from '../message-error.ts'
import type { MessageProvider, ProviderMessage, Taken } from '../provider.ts'
import { readCode, readField, readPrice } from '../read-fields.ts'
import type { HttpSettings } from './settings.ts'
import { hearHttp } from './webhook.ts'

/** What the way to a provider is made of that is described in messages.yaml. */
export interface HttpOptions extends ExchangeOptions {
  readonly settings: HttpSettings
  /** Stands for {secret}. */
  readonly secret: string | undefined
  readonly webhookSecret: string | undefined
  now(): number
}

/** Any provider with an HTTP API, described in messages.yaml. The key goes along as `Idempotency-Key` and as {id}. */
export function createHttpProvider(options: HttpOptions): MessageProvider {
  const { settings } = options
  return {
    name: 'http',
    ...(settings.price !== undefined && { price: settings.price }),
    async send(message): Promise<Taken> {
      const answer = await exchange(makeRequest(options, message), options)
      const error = settings.answer?.error === undefined ? undefined : readCode(answer.data, settings.answer.error)
      if (isErrorCode(error) && settings.permanent?.map(String).includes(error))
        throw new MessageError('messages/refused', { reason: error })
      const failure = readStatusFailure(answer, error)
      if (failure !== undefined) throw failure
      if (isErrorCode(error)) throw new MessageError('messages/server-error', { reason: error })
      const providerId = settings.answer?.id === undefined ? undefined : readField(answer.data, settings.answer.id)
      if (settings.answer?.id !== undefined && providerId === undefined) throw new MessageError('messages/malformed')
      const cost = settings.answer?.cost === undefined ? undefined : readPrice(readField(answer.data, settings.answer.cost))
      return { ...(providerId !== undefined && { providerId }), ...(cost !== undefined && { cost }) }
    },
    ...((settings.statuses !== undefined || settings.replies !== undefined) && {
      hear: request => hearHttp(request, settings, options.webhookSecret, options.now()),
    }),
  }
}

/** Some providers write "no error" into the same place. */
function isErrorCode(code: string | undefined): code is string {
  return code !== undefined && !['', '0', 'null', 'false'].includes(code)
}

function makeRequest({ settings, secret }: HttpOptions, { to, text, key }: ProviderMessage) {
  const values: Readonly<Record<string, string>> = { to, text, id: key, secret: secret ?? '' }
  const fill = (template: string, encode: (value: string) => string = value => value): string =>
    template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? encode(values[name] ?? '') : whole))
  const fillAll = (written: Readonly<Record<string, string | number | boolean>> = {}) =>
    Object.fromEntries(Object.entries(written).map(([name, value]) => [name, typeof value === 'string' ? fill(value) : value]))
  const { method = 'POST', url, headers, json, form } = settings
  const asText = (written: Readonly<Record<string, string | number | boolean>>): Record<string, string> =>
    Object.fromEntries(Object.entries(fillAll(written)).map(([name, value]) => [name, String(value)]))
  return {
    method,
    url: fill(url, encodeURIComponent),
    headers: {
      'idempotency-key': key,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...asText(headers ?? {}),
    },
    ...(json !== undefined && { body: JSON.stringify(fillAll(json)) }),
    ...(form !== undefined && { body: new URLSearchParams(asText(form)).toString() }),
  }
}
