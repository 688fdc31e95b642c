import type { Rule } from '../report.ts'

const RESERVED = new Set(['back', 'stay', 'mute', 'anytime', 'repeat', 'slower'])

/** Steps called like an exit. What works anytime may well be called `repeat`. */
export const checkReservedStepNames: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.kind === 'policy') continue
    for (const { name, path } of view.steps)
      if (RESERVED.has(name)) report.at('flow/reserved-step-name', view.source, path, 'key', { name })
  }
}
