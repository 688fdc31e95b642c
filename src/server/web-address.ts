import type { Settings } from './settings/index.ts'

/** Where HTTP reaches a server of these settings on a port: `https://robot.example.org` of `wss://robot.example.org/calls`. No slash at the end. */
export function findWebAddress(settings: Pick<Settings, 'public_url' | 'host'>, port: number): string {
  if (settings.public_url !== undefined)
    return settings.public_url
      .replace(/^ws/, 'http')
      .replace(/\/+$/, '')
      .replace(/\/calls$/, '')
  return `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
}
