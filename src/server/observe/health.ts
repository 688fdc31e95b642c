import type { ServerResponse } from 'node:http'

/** What readiness hangs on. */
export interface HealthSources {
  /** Rejects, or never resolves, while the database is away; absent: there is none. */
  askStore?(): Promise<unknown>
  /** Whether Redis can be reached; absent: none is used. */
  isRedisReady?(): boolean
  countScenarios(): number
  isDraining(): boolean
}

/** Whether the process lives, and whether it is to be sent calls. */
export interface Health {
  /** 200 as long as the process answers at all. */
  answerAlive(response: ServerResponse): void
  /** 200, or 503 with the reasons. */
  answerReady(response: ServerResponse): Promise<void>
}

/** A database that says nothing for so long is away. */
const STORE_MS = 1000

/** Creates the answers of /healthz and /readyz. */
export function createHealth(sources: HealthSources): Health {
  const isStoreReady = async (): Promise<boolean> => {
    if (sources.askStore === undefined) return true
    let timer: NodeJS.Timeout | undefined
    const isTooLong = new Promise<boolean>(resolve => (timer = setTimeout(resolve, STORE_MS, false)))
    const answers = sources.askStore().then(
      () => true,
      () => false,
    )
    const isReady = await Promise.race([answers, isTooLong])
    clearTimeout(timer)
    return isReady
  }
  return {
    answerAlive: response => write(response, 200, { alive: true }),
    async answerReady(response) {
      const reasons = [
        ...(sources.isDraining() ? ['it stops: calls that are held end, others go elsewhere'] : []),
        ...(sources.countScenarios() === 0 ? ['no scenario can be called'] : []),
        ...(sources.isRedisReady?.() === false ? ['Redis cannot be reached'] : []),
        ...((await isStoreReady()) ? [] : ['the database cannot be reached']),
      ]
      write(response, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons })
    },
  }
}

function write(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}
