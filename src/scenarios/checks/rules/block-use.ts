import type { BlockDocument } from '../../model/documents.ts'
import type { UseStep } from '../../model/step.ts'
import { suggest } from '../../source/suggest.ts'
import { isBroken, isUnreadPart } from '../broken.ts'
import { checkInputs } from '../inputs.ts'
import type { Report, Rule } from '../report.ts'
import type { View } from '../view.ts'

/** How steps use blocks: that the block is there, every result is handled, and what is handed over and kept. */
export const checkBlockUse: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const step of view.steps) {
      if (step.verb !== 'use') continue
      const block = scene.workspace.blocks.get(step.block)
      if (block !== undefined) checkUse(view, step, block, report)
      else if (!scene.workspace.unread.has(step.block)) {
        const nearest =
          suggest(step.block, scene.workspace.blocks.keys()) ?? suggest(`blocks/${step.block}`, scene.workspace.blocks.keys())
        report.at('block/unknown', view.source, [...step.path, 'use'], 'value', { block: step.block, nearest })
      }
    }
  }
}

function checkUse(view: View, step: UseStep, block: BlockDocument, report: Report): void {
  const results = Object.keys(block.gives)
  const isWhole = !isUnreadPart(view.document, step)
  const givesAll = !isBroken(block, '.gives')
  for (const result of isWhole ? results : []) {
    if (!Object.hasOwn(step.then, result))
      report.at('block/unhandled-result', view.source, [...step.path, 'then'], 'key', { block: block.name, result })
  }
  for (const result of givesAll ? Object.keys(step.then) : []) {
    if (Object.hasOwn(block.gives, result)) continue
    report.at('block/unknown-result', view.source, [...step.path, 'then', result], 'key', {
      block: block.name,
      result,
      nearest: suggest(result, results),
      known: results,
    })
  }
  const names = [...new Set(Object.values(block.gives).flatMap(fields => Object.keys(fields)))]
  for (const [mine, theirs] of givesAll ? Object.entries(step.keep) : []) {
    if (names.includes(theirs)) continue
    report.at('block/unknown-keep', view.source, [...step.path, 'keep', mine], 'value', {
      block: block.name,
      name: theirs,
      nearest: suggest(theirs, names),
      known: names,
    })
  }
  checkInputs(view, step, block.takes, block.name, report, {
    missing(path, name, type) {
      if (isWhole) report.at('block/missing-takes', view.source, path, 'key', { block: block.name, name, type })
    },
    unknown(path, name, nearest, known) {
      if (isBroken(block, '.takes')) return
      report.at('block/unknown-takes', view.source, path, 'key', { block: block.name, name, nearest, known })
    },
  })
}
