import { isIP } from 'node:net'
import type { Settings } from './list.ts'
import { SettingsError } from './settings-error.ts'

/** From where the HTTP API may be asked, and who is believed about it. */
export interface WebAccess {
  /** Origins of pages that may ask from a browser: `https://www.example.org`. */
  readonly origins: ReadonlySet<string>
  /** Addresses, networks and names of networks of proxies whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[]
}

/** Networks by name: RFC 1122, RFC 3927 and 4291, RFC 1918 and 4193. */
const NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])

/** Reads both settings. Throws a `SettingsError` for what is no origin, or no address or network. */
export function readWebAccess(settings: Pick<Settings, 'api_origins' | 'trusted_proxies'>): WebAccess {
  const origins = split(settings.api_origins).map(text => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')) return url.origin
    throw new SettingsError([
      {
        place: 'TRUCADA_API_ORIGINS',
        message: `"${text}" is no origin of a page`,
        remedy: 'Write scheme and host as the browser shows them, with spaces between two: https://www.example.org.',
      },
    ])
  })
  const proxies = split(settings.trusted_proxies).filter(text => text !== 'none')
  for (const text of proxies)
    if (!NETWORKS.has(text) && !isNetwork(text))
      throw new SettingsError([
        {
          place: 'TRUCADA_TRUSTED_PROXIES',
          message: `"${text}" is no address and no network`,
          remedy: `Write addresses (192.0.2.1), networks (192.0.2.0/24), ${[...NETWORKS].join(', ')}, or none.`,
        },
      ])
  return { origins: new Set(origins), proxies }
}

function split(text = ''): readonly string[] {
  return text.split(/[\s,]+/).filter(part => part !== '')
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}
