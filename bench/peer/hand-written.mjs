// A telephone application as people write it by hand with @jambonz/node-client-ws: it asks ten questions and hangs up.
// The peer of `npm run bench`: same prompts, same listening, no language, no journal. Prints READY when it listens.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { createEndpoint } = require('@jambonz/node-client-ws')
const { port, turns } = JSON.parse(process.argv[2])

const logger = { info() {}, error: console.error, debug() {}, warn() {}, child: () => logger }
const server = createServer()
const makeService = createEndpoint({ server, logger })
const service = makeService({ path: '/calls' })

service.on('session:new', session => {
  let turn = 0
  const ask = () => {
    const { prompt, hints } = turns[turn]
    return session.gather({
      id: `${session.call_sid}-${turn}`,
      input: ['speech', 'digits'],
      actionHook: '/turn',
      partialResultHook: '/partial',
      timeout: 5,
      bargein: true,
      minBargeinWordCount: 1,
      dtmfBargein: true,
      minDigits: 1,
      maxDigits: 1,
      interDigitTimeout: 2,
      recognizer: { vendor: 'default', language: 'default', hints },
      say: { text: prompt },
    })
  }
  session.on('/partial', () => session.reply())
  session.on('/turn', event => {
    const said = (event.speech?.alternatives?.[0]?.transcript ?? '').toLowerCase()
    if (event.reason === 'speechDetected' && /\b(yes|sure|right)\b/.test(said)) turn += 1
    session.reply()
    if (turn < turns.length) ask().send()
    else session.hangup().send()
  })
  session.config({ notifyEvents: true, actionHookDelayAction: { enabled: true, noResponseGiveUpTimeout: 20 } }).send()
  ask().send()
})

server.listen(port, '127.0.0.1', () => console.log('READY'))
