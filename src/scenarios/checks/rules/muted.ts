import type { SourcePath } from '../../source/source-file.ts'
import type { Rule } from '../report.ts'

/** What no scenario may change. */
const UNTOUCHABLE = ['operator', 'stop_calling', 'emergency'] as const

/** Overrides of what must work in every step. */
export const checkMuted: Rule = (scene, report) => {
  for (const view of scene.views) {
    const check = (overrides: Readonly<Record<string, unknown>>, path: SourcePath): void => {
      for (const name of UNTOUCHABLE)
        if (Object.hasOwn(overrides, name)) report.at('safety/muted', view.source, [...path, name], 'key', { name })
    }
    for (const step of view.steps) check(step.anytime, [...step.path, 'anytime'])
    if (view.document.kind === 'scenario') check(view.document.anytime, ['anytime'])
  }
}
