import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto'
import * as z from 'zod'
import { OperationalError } from '../../operational-error.ts'
import type { SignOnMapping } from './mapping.ts'

/** What proves who Trucada is; from the environment, never from the mapping. */
export interface FhirSecrets {
  /** A fixed token, for `sign_on: bearer`. */
  readonly token?: string
  /** PEM of the private key (RSA, or EC on P-384) whose public half the clinic's system knows. */
  readonly privateKey?: string
}

/** Gives the token for the next request. */
export interface SignOn {
  /** Undefined: requests carry none. Rejects with an `OperationalError` when none is given. */
  token(): Promise<string | undefined>
  /** The token was refused: the next one is asked for anew. True when a new one can help. */
  forget(token: string): boolean
}

/** What signing on needs of the world. */
export interface SignOnWorld {
  now(): number
  readonly fetch: typeof fetch
  readonly timeoutMs: number
  /** Base address of the FHIR server. */
  readonly server: string
}

/** A token is renewed so long before its end, for a request that is under way. */
const EARLY_MS = 30_000
/** A token without `expires_in`; the standard recommends at most five minutes. */
const SHORT_LIFE_S = 300
const ASSERTION_LIFE_S = 240

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() })
const smartConfiguration = z.looseObject({ token_endpoint: z.url() })

/** Creates the sign-on of a mapping. Throws an `OperationalError` when its secret is missing or cannot be used, or would be sent in the clear. */
export function createSignOn(mapping: SignOnMapping, secrets: FhirSecrets, world: SignOnWorld): SignOn {
  if (mapping.kind === 'none') return { token: async () => undefined, forget: () => false }
  const { protocol, hostname } = new URL(world.server)
  if (protocol !== 'https:' && !/^(127\.|localhost$|\[::1\]$)/.test(hostname))
    throw new OperationalError(
      'clinic/no-tls',
      'A token would travel to the clinic’s FHIR server where everybody could read it.',
      {
        remedy: 'Give the address of the server with https:// in clinic-fhir.yaml.',
      },
    )
  if (mapping.kind === 'bearer') {
    const { token } = secrets
    if (token === undefined || token === '')
      throw new OperationalError('clinic/no-token', 'The clinic’s FHIR server needs a token, and there is none.', {
        remedy: 'Set TRUCADA_FHIR_TOKEN in the environment, or another sign_on in clinic-fhir.yaml.',
      })
    return { token: async () => token, forget: () => false }
  }
  return createBackendServices(mapping, readKey(secrets.privateKey), world)
}

/**
 * SMART backend services: a token for a signed assertion (`private_key_jwt`, RS384 or ES384), kept until shortly before its end.
 * https://hl7.org/fhir/smart-app-launch/backend-services.html
 */
function createBackendServices(
  mapping: Extract<SignOnMapping, { kind: 'backend_services' }>,
  key: { readonly key: KeyObject; readonly alg: 'RS384' | 'ES384' },
  world: SignOnWorld,
): SignOn {
  let tokenUrl = mapping.tokenUrl
  let known: { readonly token: string; readonly until: number } | undefined
  let asking: Promise<string> | undefined

  const ask = async (): Promise<string> => {
    tokenUrl ??= smartConfiguration.parse(
      await readJson(world, `${world.server}/.well-known/smart-configuration`, { headers: { accept: 'application/json' } }),
    ).token_endpoint
    const answer = tokenAnswer.parse(
      await readJson(world, tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: mapping.scope,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: writeAssertion(mapping, key, tokenUrl, world.now()),
        }),
      }),
    )
    known = {
      token: answer.access_token,
      until: world.now() + (answer.expires_in ?? SHORT_LIFE_S) * 1000 - EARLY_MS,
    }
    return known.token
  }
  return {
    async token() {
      if (known !== undefined && world.now() < known.until) return known.token
      // Requests that come meanwhile wait for the same token.
      asking ??= ask()
        .catch((error: unknown) => {
          throw error instanceof OperationalError ? error : refuseSignOn('answers something that is no token', error)
        })
        .finally(() => (asking = undefined))
      return asking
    },
    forget(token) {
      if (known?.token === token) known = undefined
      return true
    },
  }
}

function writeAssertion(
  { clientId, keyId }: Extract<SignOnMapping, { kind: 'backend_services' }>,
  { key, alg }: { readonly key: KeyObject; readonly alg: 'RS384' | 'ES384' },
  audience: string,
  now: number,
): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
  const seconds = Math.floor(now / 1000)
  const head = encode({ alg, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
  const claims = { iss: clientId, sub: clientId, aud: audience, iat: seconds, exp: seconds + ASSERTION_LIFE_S, jti: randomUUID() }
  const signed = `${head}.${encode(claims)}`
  // JWS wants the two numbers of an ECDSA signature side by side, not in DER.
  const signature = sign('sha384', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

function readKey(pem: string | undefined): { readonly key: KeyObject; readonly alg: 'RS384' | 'ES384' } {
  const remedy = 'Give TRUCADA_FHIR_KEY the path of a PEM file: openssl ecparam -name secp384r1 -genkey -noout -out key.pem'
  let key: KeyObject
  try {
    key = createPrivateKey(pem ?? '')
  } catch (error) {
    const message =
      pem === undefined
        ? 'There is no private key with which to sign on at the clinic’s FHIR server.'
        : 'The file that TRUCADA_FHIR_KEY names holds no private key in PEM, or one with a password.'
    throw new OperationalError('clinic/no-key', message, {
      remedy,
      cause: error,
    })
  }
  if (key.asymmetricKeyType === 'rsa') return { key, alg: 'RS384' }
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'secp384r1') return { key, alg: 'ES384' }
  throw new OperationalError('clinic/no-key', 'The private key is neither RSA nor on the curve P-384.', { remedy })
}

async function readJson(world: SignOnWorld, url: string, init: RequestInit): Promise<unknown> {
  let response: Response
  try {
    response = await world.fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(world.timeoutMs) })
  } catch (error) {
    throw refuseSignOn('cannot be reached', error, true)
  }
  if (response.ok) return response.json()
  await response.body?.cancel()
  throw refuseSignOn(`answers ${response.status}`, undefined, response.status >= 500 || response.status === 429)
}

function refuseSignOn(what: string, cause?: unknown, retryable = false): OperationalError {
  return new OperationalError('clinic/sign-on', `The server that gives tokens for the clinic’s records ${what}.`, {
    retryable,
    cause,
    remedy: 'See whether client_id, key_id and token_url in clinic-fhir.yaml and the key are what is registered there.',
  })
}
