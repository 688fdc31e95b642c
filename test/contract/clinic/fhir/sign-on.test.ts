import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { fillServer, MINUTE, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
const clock = { at: NOW }
beforeEach(async () => {
  clock.at = NOW
  server = await startFhirServer()
  await fillServer(server, 1)
})
afterEach(() => server.close())

interface Claims {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  readonly exp: number
  readonly jti: string
}
const decode = (part: string | undefined): unknown => JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'))

/** A place that gives tokens to who signs with the key, each for five minutes. */
const giveTokens = (
  publicKey: KeyObject,
): { readonly requests: { head: { alg: string; kid?: string }; claims: Claims; form: URLSearchParams }[] } => {
  const requests: { head: { alg: string; kid?: string }; claims: Claims; form: URLSearchParams }[] = []
  const tokens = new Set<string>()
  server.tokens = tokens
  server.answerOther = (path, body, response) => {
    if (path.endsWith('/.well-known/smart-configuration')) {
      response.end(JSON.stringify({ token_endpoint: server.url.replace('/fhir', '/token') }))
      return true
    }
    if (path !== '/token') return false
    const form = new URLSearchParams(body)
    const [head, claims, signature] = (form.get('client_assertion') ?? '').split('.')
    const isGood = verify(
      'sha384',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature ?? '', 'base64url'),
    )
    requests.push({ head: decode(head) as { alg: string }, claims: decode(claims) as Claims, form })
    if (!isGood) response.writeHead(401).end('{"error":"invalid_client"}')
    else {
      const token = `token-${requests.length}`
      tokens.clear()
      tokens.add(token)
      response.end(JSON.stringify({ access_token: token, token_type: 'bearer', expires_in: 300 }))
    }
    return true
  }
  return { requests }
}
const SMART = 'sign_on: { client_id: trucada, key_id: k-1 }'
const PAIRS = {
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
  RS384: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
}
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string

describe('signing on', () => {
  it.each(['ES384', 'RS384'] as const)('asks for a token with an assertion signed by %s', async alg => {
    const { requests } = giveTokens(createPublicKey(PAIRS[alg]))
    const clinic = await openClinic(server, { clock, more: SMART, secrets: { privateKey: pem(PAIRS[alg]) } })
    expect(await clinic.findPatients({ kind: 'phone', phone: '+48600000001' })).toHaveLength(1)
    expect(requests).toHaveLength(1)
    const [{ head, claims, form } = { head: undefined, claims: undefined, form: new URLSearchParams() }] = requests
    expect(head).toEqual({ alg, typ: 'JWT', kid: 'k-1' })
    expect(claims).toMatchObject({ iss: 'trucada', sub: 'trucada', aud: server.url.replace('/fhir', '/token') })
    expect((claims?.exp ?? 0) - NOW / 1000).toBeLessThanOrEqual(300)
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'client_credentials',
      scope: 'system/*.read system/*.write',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })
  })

  it('keeps a token until shortly before its end, and asks once for all who wait', async () => {
    const { requests } = giveTokens(createPublicKey(PAIRS.ES384))
    const clinic = await openClinic(server, { clock, more: SMART, secrets: { privateKey: pem(PAIRS.ES384) } })
    const ask = () => clinic.findPatients({ kind: 'phone', phone: '+48600000001' })
    clock.at += 4 * MINUTE
    await ask()
    expect(requests).toHaveLength(1)
    clock.at += MINUTE
    await Promise.all([ask(), ask(), ask()])
    expect(requests).toHaveLength(2)
    expect(new Set(requests.map(({ claims }) => claims.jti)).size).toBe(2)
  })

  it('replaces a token that was taken back, once', async () => {
    const { requests } = giveTokens(createPublicKey(PAIRS.ES384))
    const clinic = await openClinic(server, { clock, more: SMART, secrets: { privateKey: pem(PAIRS.ES384) } })
    server.tokens = new Set(['token-2'])
    expect(await clinic.findPatients({ kind: 'phone', phone: '+48600000001' })).toHaveLength(1)
    expect(requests).toHaveLength(2)
    server.tokens = new Set()
    await expect(clinic.listFacts()).rejects.toMatchObject({ code: 'clinic/not-allowed', retryable: false })
  })

  it('with a key that is not registered fails with what to look at', async () => {
    giveTokens(createPublicKey(PAIRS.RS384))
    await expect(openClinic(server, { more: SMART, secrets: { privateKey: pem(PAIRS.ES384) } })).rejects.toMatchObject({
      code: 'clinic/sign-on',
      retryable: false,
    })
  })

  it('without a secret fails before anything is asked', async () => {
    server.seen.length = 0
    await expect(openClinic(server, { more: SMART })).rejects.toMatchObject({ code: 'clinic/no-key' })
    await expect(openClinic(server, { more: 'sign_on: bearer' })).rejects.toMatchObject({ code: 'clinic/no-token' })
    const curve = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    await expect(openClinic(server, { more: SMART, secrets: { privateKey: curve } })).rejects.toMatchObject({
      code: 'clinic/no-key',
    })
    expect(server.seen).toEqual([])
  })

  it('sends no token to another machine in the clear', async () => {
    const clear = { ...server, url: 'http://fhir.clinic.example/r4' }
    await expect(openClinic(clear, { more: 'sign_on: bearer', secrets: { token: 'fixed' } })).rejects.toMatchObject({
      code: 'clinic/no-tls',
    })
  })

  it('by a fixed token sends it with every request', async () => {
    server.tokens = new Set(['fixed'])
    const clinic = await openClinic(server, { more: 'sign_on: bearer', secrets: { token: 'fixed' } })
    expect(await clinic.findPatients({ kind: 'phone', phone: '+48600000001' })).toHaveLength(1)
  })
})
