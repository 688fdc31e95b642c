import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifySignature } from '../../../../src/engine/jambonz/rest/index.ts'

const secret = 'wh_secret_Tn7x'
const now = Date.UTC(2026, 10, 28, 12)
const sign = (body: string, at = now, by = secret): string => {
  const t = Math.floor(at / 1000)
  return `t=${t},v1=${createHmac('sha256', by).update(`${t}.${body}`).digest('hex')}`
}
// Keys in jambonz's order and a letter outside of ASCII: parsed and written again it would differ.
const body = '{"call_sid":"c","call_status":"ringing",  "customerData":{"contact":{"name":"Łucja"}}}'

describe('the signature of a webhook', () => {
  it('is good for the very bytes', () => {
    expect(verifySignature(sign(body), Buffer.from(body), secret, now)).toBe(true)
    expect(verifySignature(sign(body), Buffer.from(JSON.stringify(JSON.parse(body))), secret, now)).toBe(false)
  })
  it('is not good by another secret, for another body, at another time', () => {
    expect(verifySignature(sign(body, now, 'other'), Buffer.from(body), secret, now)).toBe(false)
    expect(verifySignature(sign(body), Buffer.from(body.replace('ringing', 'failed')), secret, now)).toBe(false)
    expect(verifySignature(sign(body).replace(/t=\d+/, `t=${now / 1000 + 1}`), Buffer.from(body), secret, now)).toBe(false)
    expect(verifySignature(sign(body, now - 301_000), Buffer.from(body), secret, now)).toBe(false)
    expect(verifySignature(sign(body, now + 301_000), Buffer.from(body), secret, now)).toBe(false)
    expect(verifySignature(sign(body, now - 299_000), Buffer.from(body), secret, now)).toBe(true)
  })
  it('takes one of several while a secret is changed', () => {
    const other = createHmac('sha256', 'old')
      .update(`${now / 1000}.${body}`)
      .digest('hex')
    expect(verifySignature(`${sign(body)},v1=${other}`, Buffer.from(body), secret, now)).toBe(true)
    expect(verifySignature(`t=${now / 1000},v1=${other},${sign(body).split(',')[1]}`, Buffer.from(body), secret, now)).toBe(true)
  })
  it.each([undefined, '', 't=', 'v1=', 't=abc,v1=00', `t=${now / 1000}`, `t=${now / 1000},v1=zz`, 't=1e9,v1=', ','.repeat(999)])(
    'is not good when malformed: %s',
    header => {
      expect(verifySignature(header, Buffer.from(body), secret, now)).toBe(false)
    },
  )
})
