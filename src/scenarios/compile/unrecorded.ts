import { typeAt } from '../conditions/index.ts'
import type { DataType } from '../model/data-type.ts'
import type { AskStep, SayStep } from '../model/step.ts'
import { parseText, placeholdersOf } from '../texts/index.ts'
import type { StepSite } from './step-site.ts'

/** What tells who somebody is to whoever hears a recording: days (of birth) and addresses. Visits have moments. */
const isPrivate = (type: DataType | undefined): boolean => type?.kind === 'date' || type?.kind === 'address'

/**
 * Whether what is said in a step does not belong in a recording: where the author says so, else where it listens for a day or an address,
 * or speaks one.
 */
export function isUnrecorded(step: AskStep | SayStep, site: StepSite): boolean {
  if (step.notRecorded !== undefined) return step.notRecorded
  if (step.verb === 'ask' && Object.values(step.listenFor).some(isPrivate)) return true
  const texts = step.verb === 'say' ? step.text : [...step.text, ...(step.again ?? []), ...(step.rephrase ?? [])]
  const fields = site.place.fields()
  return texts.some(written => {
    const { text } = parseText(written)
    return text !== undefined && placeholdersOf(text).some(({ path }) => isPrivate(typeAt(fields, path)))
  })
}
