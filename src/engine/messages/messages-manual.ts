import type * as z from 'zod'
import { printKeys, shapeAt } from '../../scenarios/model/print-keys.ts'
import { messagesFileShape } from './messages-file.ts'

type Part = readonly [title: string, text: string, keys: readonly (readonly [string, z.ZodType])[]]

const sms = shapeAt(messagesFileShape, 'sms')
const email = shapeAt(messagesFileShape, 'email')
const http = shapeAt(sms, 'http')

const PARTS: readonly Part[] = [
  [
    'The file',
    `
\`messages.yaml\` lies in the folder of campaigns and says who carries messages. It is read at the start. Without it messages become JSON
lines of \`.trucada/outbox.jsonl\`, and nobody gets them. Keys and passwords stand in the environment, never here: \`TRUCADA_SMS_SECRET\`,
\`TRUCADA_EMAIL_SECRET\`, \`TRUCADA_MESSAGE_WEBHOOK_SECRET\` ([settings](settings.md)).

\`\`\`yaml
sms: { smsapi: { from: Klinika } }
email: { smtp: { host: mail.example.org, user: robot, from: "Przychodnia <robot@example.org>" } }
most_parts: 3
\`\`\`
`,
    [
      ['', messagesFileShape],
      ['sms', sms],
      ['email', email],
    ],
  ],
  [
    '`smsapi`',
    `
\`TRUCADA_SMS_SECRET\` is an OAuth token of the account. A message carries its key as \`idx\` (in hexadecimal) with
\`check_idx\`: sent twice, it is one, and a report finds it also before the answer to its sending has come. Set in the
portal of SMSAPI: reports to \`https://YOUR-SERVER/messages/statuses/SECRET\`, incoming messages to \`https://YOUR-SERVER/messages/replies/SECRET\`,
where SECRET is \`TRUCADA_MESSAGE_WEBHOOK_SECRET\`. SMSAPI signs nothing, so that a wrong or missing secret is answered by 401.
`,
    [['smsapi', shapeAt(sms, 'smsapi')]],
  ],
  [
    '`twilio`',
    `
\`TRUCADA_SMS_SECRET\` is the auth token, which signs the webhooks too: \`X-Twilio-Signature\` is checked over the address, so \`TRUCADA_PUBLIC_URL\`
has to be the one that Twilio calls. Where to report goes along with each message; incoming messages are set at the number or the
messaging service: \`https://YOUR-SERVER/messages/replies\`. Twilio knows no key: before a message is sent a second time, it is looked for
among those to the same number. Twilio's own list of STOP words has CANCEL in it: take it out (*Advanced Opt-Out*), since it would block
whoever calls a visit off.
`,
    [['twilio', shapeAt(sms, 'twilio')]],
  ],
  [
    '`http`',
    `
Any provider with an HTTP API. \`{to}\`, \`{text}\`, \`{id}\` (the key of the message) and \`{secret}\` are written into address, headers and body,
encoded as the place needs it; the key goes along as \`Idempotency-Key\` too. Requests to \`/messages/statuses\` and \`/messages/replies\` are
believed when \`Trucada-Signature: t=SECONDS,v1=HEX\` is good (HEX: HMAC-SHA256 by \`TRUCADA_MESSAGE_WEBHOOK_SECRET\` over \`SECONDS.BODY\`, at most
five minutes old), or when the secret is the last part of the path.

\`\`\`yaml
sms:
  http:
    url: https://sms.example.org/v1/messages
    headers: { authorization: "Bearer {secret}" }
    json: { to: "{to}", text: "{text}", reference: "{id}" }
    answer: { id: message.id, error: error.code }
    permanent: [invalid_number, blocked]
    statuses: { id: id, status: state, delivered: [delivered], failed: [failed, expired] }
    replies: { id: id, from: from, text: text }
\`\`\`
`,
    [
      ['http', http],
      ['answer', shapeAt(http, 'answer')],
      ['statuses', shapeAt(http, 'statuses')],
      ['replies', shapeAt(http, 'replies')],
    ],
  ],
  [
    '`smtp`',
    `
E-mail over a mail server, with TLS. \`TRUCADA_EMAIL_SECRET\` is the password of \`user\`. The key of a message is its Message-ID.
`,
    [['smtp', shapeAt(email, 'smtp')]],
  ],
  [
    'What is tried again',
    `
| failure | what follows |
| --- | --- |
| time-out, 408, 425, 429, 5xx, a line that breaks, an answer that is none | tried again after 30 s, then later each time, six times in all; later where the provider says so |
| the account: 401, 402, 403, no credit, sender not registered | tried again every ten minutes for a day |
| the number or the text, other 4xx, codes under \`permanent\` | given up at once |

Whatever is tried again leaves only in its hours. States of a message only move forward: \`queued\`, \`sent\`, \`failed\`, \`delivered\`; reports that
come late or twice change nothing back.
`,
    [],
  ],
]

/** docs/reference/messages.md, from the shapes of messages.yaml. */
export function buildMessagesManual(): string {
  const parts = [
    '# messages.yaml: reference',
    'Generated from the code; do not edit. From nothing to a first SMS and a reply: [messages](../guides/messages.md).',
    ...PARTS.map(([title, text, keys]) =>
      [`## ${title}`, text.trim(), ...keys.map(([name, shape]) => printKeys(name, shape))].join('\n\n'),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}
