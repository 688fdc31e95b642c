import type { ExchangeOptions } from './exchange.ts'
import { createFileProvider } from './file/index.ts'
import { createHttpProvider } from './http/index.ts'
import type { EmailChoice, MessagesSettings, SmsChoice } from './messages-file.ts'
import { MissingSecret } from './missing-secret.ts'
import type { MessageProvider } from './provider.ts'
import { readTimeout } from './shapes.ts'
import { createSmsapi } from './smsapi/index.ts'
import { createSmtp } from './smtp/index.ts'
import { createTwilio } from './twilio/index.ts'

/** What providers need that no file holds. */
export interface ProviderSurroundings {
  readonly secrets: {
    /** Token or key of the account that sends SMS. */
    readonly sms?: string | undefined
    /** What requests to the webhooks are believed by, where the provider does not sign them itself. */
    readonly webhook?: string | undefined
    /** Password of the mail server, or key of an HTTP API for e-mail. */
    readonly email?: string | undefined
  }
  /** Where the provider reports: `https://robot.example.org/messages/statuses`; absent: it cannot reach this server. */
  readonly statusUrl?: string
  /** Adds a line to the file of messages. */
  append(line: string): void | Promise<void>
  now(): number
  /** Default: the process's own. */
  readonly fetch?: typeof fetch
}

/** Who carries messages, by channel. */
export type Providers = Readonly<Record<'sms' | 'email', MessageProvider>>

/** Creates the providers of messages.yaml. Throws a `MissingSecret` where one has no key. */
export function createProviders(settings: MessagesSettings, around: ProviderSurroundings): Providers {
  return { sms: createProvider('sms', settings.sms, around), email: createProvider('email', settings.email, around) }
}

/** Creates the provider of one channel. Throws a `MissingSecret` where it has no key. */
export function createProvider(
  channel: 'sms' | 'email',
  choice: SmsChoice | EmailChoice,
  around: ProviderSurroundings,
): MessageProvider {
  const { secrets, append } = around
  const secret = channel === 'sms' ? secrets.sms : secrets.email
  const webhookSecret = secrets.webhook
  const need = (): string => {
    if (secret === undefined) throw new MissingSecret(channel, choice.kind)
    return secret
  }
  const over = (timeout: string | undefined): ExchangeOptions => ({
    timeoutMs: readTimeout(timeout),
    ...(around.fetch !== undefined && { fetch: around.fetch }),
  })
  switch (choice.kind) {
    case 'file':
      return createFileProvider({ channel, append })
    case 'http':
      return createHttpProvider({
        settings: choice.settings,
        secret: JSON.stringify(choice.settings).includes('{secret}') ? need() : secret,
        webhookSecret,
        now: () => around.now(),
        ...over(choice.settings.timeout),
      })
    case 'smsapi':
      return createSmsapi({ settings: choice.settings, token: need(), webhookSecret, ...over(choice.settings.timeout) })
    case 'twilio':
      return createTwilio({
        settings: choice.settings,
        token: need(),
        statusUrl: around.statusUrl,
        ...over(choice.settings.timeout),
      })
    case 'smtp':
      return createSmtp({
        settings: choice.settings,
        password: choice.settings.user === undefined ? undefined : need(),
        timeoutMs: readTimeout(choice.settings.timeout),
      })
  }
}
