import { watch } from 'node:fs'

/** Editors write a file in several steps; this long after the last one it is read, in ms. */
const SETTLE_MS = 120

/**
 * Calls `changed` after YAML files in a folder (or below) were changed, once for changes that come together.
 * `failed` is called when the folder cannot be watched (any more); calls go on with what is loaded. Returns the way to stop.
 */
export function watchFolder(folder: string, changed: () => void, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, (_, file) => {
      if (file !== null && !/\.ya?ml$/.test(file) && /\.[a-z0-9~]+$/i.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(changed, SETTLE_MS)
    })
    watcher.on('error', failed)
    return () => {
      clearTimeout(timer)
      watcher.close()
    }
  } catch (error) {
    failed(error)
    return () => undefined
  }
}
