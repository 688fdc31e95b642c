import { readsOf } from '../reads.ts'
import type { Rule } from '../report.ts'
import { isSensitive } from '../../contact/sensitive.ts'

/** Health data left on a voicemail or told to whatever answers for the person. */
export const checkVoicemail: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.kind !== 'policy') continue
    for (const { path, source, at, stretch } of readsOf(scene, view)) {
      const isAnsweredBy = at[0] === 'answered_by' || (at[0] === 'texts' && String(at[1]).startsWith('answered_by'))
      if (
        !isAnsweredBy ||
        stretch === undefined ||
        !isSensitive(view.given, path) ||
        path.startsWith('clinic.') ||
        path.startsWith('caller.')
      )
        continue
      report.within('safety/on-voicemail', source, at, ...stretch, { path })
    }
  }
}
