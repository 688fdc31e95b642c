import { typeAt } from '../../conditions/index.ts'
import { placeholdersOf } from '../../texts/index.ts'
import type { Rule } from '../report.ts'
import { isSensitive } from '../../contact/sensitive.ts'
import type { View } from '../view.ts'
import { findPlaceholder, wordingsOf } from '../wordings.ts'

/** Health data in an SMS or e-mail; when something takes place is usual there. */
export const checkMessages: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const { line, text, written, source, path: at } of wordingsOf(scene, view)) {
      if (line.role !== 'text' || line.step?.verb !== 'send' || text === undefined) continue
      const channel = line.step.channel === 'sms' ? 'SMS' : 'e-mail'
      for (const { path } of placeholdersOf(text)) {
        if (!isTelling(view, path)) continue
        report.within('safety/in-message', source, at, ...findPlaceholder(written, path), { path, channel })
      }
    }
  }
}

function isTelling(view: View, path: string): boolean {
  const root = path.split('.', 1)[0] ?? path
  const kind = typeAt(view.fields, path)?.kind
  if (kind === undefined || kind === 'moment' || kind === 'time' || root === 'clinic' || root === 'caller' || root === 'now')
    return false
  if (Object.hasOwn(view.given, root)) return isSensitive(view.given, path)
  // What the caller told; what a service gave (a number, a time) is meant for the caller.
  const heard = view.kept.some(({ name, step }) => name === root && step.verb === 'ask' && Object.hasOwn(step.listenFor, root))
  return heard && kind !== 'phone' && kind !== 'address' && kind !== 'person'
}
