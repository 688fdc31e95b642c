import { hasUnknownParts } from '../broken.ts'
import type { Rule } from '../report.ts'

/** Blocks that no scenario uses, where there are scenarios at all. */
export const checkUnusedBlocks: Rule = (scene, report) => {
  const { workspace } = scene
  const { scenarios } = workspace
  if (scenarios.size === 0) return
  const isHidden = [...workspace.unread].some(name => !/^(lexicon|services)\//.test(name))
  if (
    isHidden ||
    hasUnknownParts(
      workspace,
      scene.views.map(({ document }) => document),
    )
  )
    return
  const used = new Set([...scenarios.keys()].flatMap(name => [...scene.blocksUsedBy(name)]))
  for (const view of scene.views) {
    if (view.kind === 'block' && !used.has(view.name))
      report.at('block/unused', view.source, ['block'], 'value', { block: view.name })
  }
}
