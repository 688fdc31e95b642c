import { clearLine, cursorTo } from 'node:readline'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { countCampaign, countLeft, type CampaignCounts } from '../../server/campaigns/count-campaign.ts'
import { findCampaign } from './run-halt.ts'
import { showLive, showOutcomes, showProgress } from './show-progress.ts'

const LOOK_MS = 1000
const BAR_WIDTH = 20

/** Follows a campaign until nobody is left to call. */
export async function runWatch(cli: Cli, name: string): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  const stopped = { isTold: false, wake: (): void => undefined }
  const unregister = cli.world.onStop(() => {
    stopped.isTold = true
    stopped.wake()
  })
  const { stdout } = cli.world
  const isLive = stdout.isTTY === true
  let before = ''
  try {
    await findCampaign(store, name)
    for (;;) {
      const counts = await countCampaign(store, name)
      const line = describe(cli, counts)
      if (isLive) {
        cursorTo(stdout, 0)
        clearLine(stdout, 0)
        stdout.write(line)
      } else if (line !== before) cli.print(line)
      before = line
      const isOver = counts.total > 0 && countLeft(counts) === 0
      if (isOver || stopped.isTold || counts.state === 'stopped') {
        if (isLive) stdout.write('\n')
        const outcomes = showOutcomes(counts)
        if (outcomes !== '') cli.print(`came to: ${outcomes}`)
        return EXIT.ok
      }
      await new Promise<void>(resolve => {
        stopped.wake = resolve
        setTimeout(resolve, LOOK_MS)
      })
    }
  } finally {
    unregister()
    await store.close()
  }
}

function describe(cli: Cli, counts: CampaignCounts): string {
  const { paint } = cli
  const share = counts.total === 0 ? 0 : (counts.total - countLeft(counts)) / counts.total
  const full = Math.floor(share * BAR_WIDTH)
  const bar = `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`
  const live = showLive(counts)
  const state = counts.state === 'running' ? '' : `  ${counts.state}`
  return `${paint('green', bar)} ${Math.floor(share * 100)} %  ${showProgress(counts)}${live === '' ? '' : `  (${live})`}${state}`
}
