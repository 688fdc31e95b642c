import type { Rule } from '../report.ts'
import type { Scene } from '../view.ts'

/** Blocks that use themselves, directly or through others. */
export const checkBlockRecursion: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.kind !== 'block') continue
    for (const step of view.steps) {
      if (step.verb !== 'use') continue
      const way = step.block === view.name ? [view.name] : findWay(scene, step.block, view.name)
      if (way !== undefined)
        report.at('block/uses-itself', view.source, [...step.path, 'use'], 'value', { way: [view.name, ...way] })
    }
  }
}

function findWay(scene: Scene, from: string, to: string): readonly string[] | undefined {
  const earlier = new Map<string, string>([[from, '']])
  for (const name of earlier.keys()) {
    for (const step of scene.viewByName.get(name)?.steps ?? []) {
      if (step.verb !== 'use') continue
      if (step.block === to) {
        const way = [to]
        for (let at: string | undefined = name; at; at = earlier.get(at)) way.unshift(at)
        return way
      }
      if (!earlier.has(step.block)) earlier.set(step.block, name)
    }
  }
  return undefined
}
