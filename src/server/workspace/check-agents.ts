import type { Campaigns } from '../../engine/campaigns/index.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { makeFinding } from '../../scenarios/source/make-finding.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { LINES_FILE } from './read-campaign-files.ts'
import type { Surroundings } from './read-surroundings.ts'

/** Campaigns whose calls agents take who are not in lines.yaml: they would call nobody. A clinic without lines.yaml promised nothing. */
export function checkAgents(
  { lines, files }: Pick<Surroundings, 'lines' | 'files'>,
  { campaigns }: Pick<Campaigns, 'campaigns'>,
): readonly Finding[] {
  if (!files.has(LINES_FILE)) return []
  const known = lines.transfers.map(({ name }) => name).sort()
  return [...campaigns.values()].flatMap(({ mode, agents, source }) =>
    mode === 'robot' || agents === undefined || known.includes(agents)
      ? []
      : [makeFinding('campaign/unknown-agents', source, ['agents'], 'value', { agents, nearest: suggest(agents, known), known })],
  )
}
