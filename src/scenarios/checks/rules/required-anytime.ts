import { isUnreadStep } from '../broken.ts'
import type { Rule } from '../report.ts'

const REQUIRED = ['operator', 'stop_calling', 'emergency'] as const
const USUAL = ['repeat', 'who_is_it', 'are_you_robot'] as const

/** What every policy must offer anytime, and what people ask anyway. */
export const checkRequiredAnytime: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.document.kind !== 'policy') continue
    const { document } = view
    const isMissing = (name: string): boolean => !document.anytime.has(name) && !isUnreadStep(document, name)
    for (const name of REQUIRED)
      if (isMissing(name)) report.at('policy/missing-anytime', view.source, ['anytime'], 'key', { name })
    for (const name of USUAL) if (isMissing(name)) report.at('policy/usual-anytime', view.source, ['anytime'], 'key', { name })
  }
}
