import { spawnSync } from 'node:child_process'

/** Whether espeak-ng can be started by the PATH of `env`. Waits for it, some milliseconds. */
export function isEspeakInstalled(env: Readonly<Record<string, string | undefined>>): boolean {
  return spawnSync('espeak-ng', ['--version'], { stdio: 'ignore', env }).status === 0
}
