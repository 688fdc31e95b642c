// E-mail over SMTP; nodemailer is imported here alone. In: messages. Out: letters, what the server's answers mean.
// Must not know the store, campaigns, other providers.
export { createSmtp } from './provider.ts'
export { smtpShape } from './settings.ts'
