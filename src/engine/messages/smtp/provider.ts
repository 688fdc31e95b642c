import { createHash } from 'node:crypto'
import { readSystemCode } from '../../operational-error.ts'
import { MessageError } from '../message-error.ts'
import type { MessageProvider } from '../provider.ts'
import type { SmtpSettings } from './settings.ts'

/** What the way to a mail server is made of. */
export interface SmtpOptions {
  readonly settings: SmtpSettings
  readonly password: string | undefined
  readonly timeoutMs: number
}

const TLS_PORT = 465

/** E-mail over SMTP. The key is the Message-ID: a mailbox that gets a letter twice can see that it is one. */
export function createSmtp({ settings, password, timeoutMs }: SmtpOptions): MessageProvider {
  const { host, port = 587, user, from, insecure = false } = settings
  // Loaded with the first letter: whoever reads messages.yaml and sends none need not have it.
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({
      host,
      port,
      secure: port === TLS_PORT,
      requireTLS: !insecure && port !== TLS_PORT,
      ignoreTLS: insecure,
      ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    })
  }
  let opening: ReturnType<typeof open> | undefined
  return {
    name: 'smtp',
    async send({ to, text, subject, key }) {
      const id = createHash('sha256').update(key).digest('hex').slice(0, 32)
      try {
        const transport = await (opening ??= open())
        await transport.sendMail({
          from,
          to,
          subject: subject ?? '',
          text,
          messageId: `<${id}@trucada.invalid>`,
          headers: { 'auto-submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      } catch (error) {
        throw describeFailure(error)
      }
      return { providerId: id }
    },
  }
}

/** RFC 5321, 4.2.1: 4xx is for now, 5xx for ever. */
function describeFailure(error: unknown): MessageError {
  const { responseCode, command } = error as { readonly responseCode?: unknown; readonly command?: unknown }
  const code = readSystemCode(error) ?? 'unknown'
  const reason = typeof responseCode === 'number' ? `smtp ${responseCode}` : code
  const more = { reason, cause: error }
  if (code === 'EAUTH' || code === 'ETLS') return new MessageError('messages/account', more)
  if (typeof responseCode === 'number' && responseCode >= 500)
    return new MessageError(command === 'RCPT TO' ? 'messages/bad-address' : 'messages/refused', more)
  if (typeof responseCode === 'number') return new MessageError('messages/over-quota', more)
  if (code === 'EENVELOPE') return new MessageError('messages/bad-address', more)
  return new MessageError(code === 'ETIMEDOUT' ? 'messages/timeout' : 'messages/unreachable', more)
}
