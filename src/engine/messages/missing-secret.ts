import { OperationalError } from '../operational-error.ts'

/** messages.yaml names a provider, and the environment has no key for it. */
export class MissingSecret extends OperationalError {
  constructor(channel: 'sms' | 'email', provider: string) {
    super(
      'messages/no-secret',
      `messages.yaml sends ${channel === 'sms' ? 'SMS' : 'e-mails'} by ${provider}, and there is no key for it.`,
      {
        facts: { channel, provider },
        remedy: `Set ${channel === 'sms' ? 'TRUCADA_SMS_SECRET' : 'TRUCADA_EMAIL_SECRET'} in the environment.`,
      },
    )
  }
}
