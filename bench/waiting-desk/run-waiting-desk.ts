import type { FreeTime } from '../../src/engine/clinic/index.ts'
import { openStore } from '../../src/engine/store/index.ts'
import { createRandom } from '../../src/simulation/random.ts'
import { startWorkerPool } from '../mortals/worker-pool.ts'
import type { DeskAnswer, DeskDeed } from './deed.ts'
import { fillDesk, type Round, WAITING_A_SLOT } from './fill-desk.ts'
import { type DeskFaults, judgeDesk, type ToldAnswer } from './judge-desk.ts'

/** How a run goes. */
export interface DeskRun {
  /** Of the store: a file of SQLite, which belongs to one process, or a PostgreSQL. */
  readonly place: string
  /** Times that a cancelled visit leaves, or that are offered: half and half. */
  readonly slots: number
  /** People under way at once. */
  readonly contenders: number
  readonly processes: number
  readonly kills: number
  readonly seed: number
  onProgress?(line: string): void
}

/** What came of it. */
export interface DeskReport {
  readonly deeds: number
  /** Times that somebody of the list has. */
  readonly filled: number
  /** Offers made. */
  readonly asked: number
  /** Those who said yes and were told that another was faster. */
  readonly tooLate: number
  readonly kills: number
  readonly seconds: number
  readonly faults: DeskFaults
}

/** Those of the list, and one who is not on it. */
const CONTENDERS_A_SLOT = WAITING_A_SLOT + 1
const AT_ONCE = 3
const PAUSE_MS = 250

/** Frees and offers times of the embedded clinic down the waiting list, in processes that are killed at random, and judges what is in its tables then. */
export async function runWaitingDesk(run: DeskRun): Promise<DeskReport> {
  const { place, contenders, processes, kills, seed, onProgress } = run
  const random = createRandom(seed)
  const began = performance.now()
  const rounds = await fillDesk(place, run.slots, random)
  const all = rounds.length
  const pool = await startWorkerPool<DeskDeed, DeskAnswer>(
    new URL('./worker.ts', import.meta.url),
    JSON.stringify({ place, atOnce: AT_ONCE }),
    processes,
  )
  const told: ToldAnswer[] = []
  let deeds = 0
  let killed = 0
  const act = async (deed: DeskDeed): Promise<DeskAnswer> => {
    deeds += 1
    const answer = await pool.act(deed)
    if (answer.result === 'refused') told.push({ kind: 'refused', of: deed.kind })
    return answer
  }
  /** Most say yes, some no, and a few do not answer. */
  const answer = async (offer: string): Promise<void> => {
    const says = random.next()
    if (says < 0.02) return
    if (says < 0.25) return void (await act({ kind: 'decline', offer }))
    const { result } = await act({ kind: 'accept', offer })
    told.push({ kind: 'accept', offer, result })
  }
  const play = async ({ slot, at, specialty, visit, waiting, walkIn, order }: Round): Promise<void> => {
    for (const one of waiting) await act({ kind: 'enter', waiting: one })
    const time: FreeTime = { slot, at, specialty }
    const freed: DeskDeed =
      visit === undefined ? { kind: 'offer', time, cause: `offer ${slot}` } : { kind: 'cancel', key: `cancel ${visit}`, visit }
    await act(freed)
    while (killed < kills && killed * all < order * kills) {
      killed += 1
      pool.kill(random.below(processes))
    }
    const book = async (): Promise<void> => {
      const { result } = await act({ kind: 'book', key: `book ${slot}`, patient: walkIn, slot })
      told.push({ kind: 'book', slot, patient: walkIn, result })
    }
    const others = random.next() < 0.3 ? [book()] : []
    const asked = new Set<string>()
    for (;;) {
      const { open = [], isClosed = false } = await act({ kind: 'tend', slot })
      if (isClosed) break
      const fresh = open.filter(offer => !asked.has(offer))
      for (const offer of fresh) asked.add(offer)
      await Promise.all(fresh.map(answer))
      if (fresh.length === 0) await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
    await Promise.all(others)
    await act({ kind: 'leave', waiting: waiting.map(({ id }) => id) })
    onProgress?.(`${order} times, ${deeds} deeds, ${killed} kills`)
  }
  try {
    const left = [...rounds]
    const workers = Array.from({ length: Math.max(1, Math.floor(contenders / CONTENDERS_A_SLOT)) }, async () => {
      for (let round = left.shift(); round !== undefined; round = left.shift()) await play(round)
    })
    await Promise.all(workers)
    // Times that winners have let go are offered in their turn, to nobody here.
    for (let isTended = false; !isTended; ) isTended = (await act({ kind: 'tend', slot: '' })).isClosed === true
  } finally {
    pool.close()
  }
  const store = await openStore(place)
  try {
    const { asked, filled, faults } = await judgeDesk(store, { rounds, told, bugs: pool.bugs.length })
    return {
      deeds,
      filled,
      asked,
      tooLate: told.filter(one => one.kind === 'accept' && one.result === 'taken').length,
      kills: killed,
      seconds: Math.round((performance.now() - began) / 1000),
      faults,
    }
  } finally {
    await store.close()
  }
}
