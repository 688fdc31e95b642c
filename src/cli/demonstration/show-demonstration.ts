import { type OpenedDemonstration } from '../../server/demonstration/open-demonstration.ts'
import { runDemonstration } from '../../server/demonstration/run-demonstration.ts'
import type { Cli } from '../cli.ts'
import { createDemonstrationScreen } from './demonstration-screen.ts'
import type { LiveBlock } from './live-block.ts'

/** How many times faster than life: while calls are held one can follow them, and the nights are short. */
const SPEED = { calls: 140, between: 20_000 }

/** Runs the demonstration and shows it. Resolves when it is over, or told to stop. */
export async function showDemonstration(
  cli: Cli,
  block: LiveBlock,
  opened: OpenedDemonstration,
  signal: AbortSignal,
): Promise<void> {
  const screen = createDemonstrationScreen(cli, block)
  const beganReally = performance.now()
  try {
    const result = await runDemonstration({
      ...opened,
      now: Date.now(),
      speed: SPEED,
      signal,
      onBegan: state => screen.began(state),
      onState: state => screen.state(state),
      onCall: call => screen.call(call),
      onMissed: call => screen.missed(call),
    })
    if (result !== undefined) screen.ended(result, performance.now() - beganReally)
  } finally {
    screen.close()
  }
}
