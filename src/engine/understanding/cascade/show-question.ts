import type { CompiledScenario, Scope, TextKey } from '../../../scenarios/compile/compiled.ts'
import type { DataType } from '../../../scenarios/model/data-type.ts'
import type { TextPart } from '../../../scenarios/texts/text.ts'
import { typeAt } from '../../../scenarios/conditions/index.ts'
import type { HearingContext } from '../../call/ports.ts'

const NAMES: Partial<Readonly<Record<DataType['kind'], string>>> = {
  person: 'name',
  phone: 'phone',
  date: 'date',
  moment: 'date',
  time: 'time',
  address: 'address',
}

/** What the robot said last, in the author's words: where it spoke a value, a placeholder stands, for values are the contact's. */
export function showQuestion({ scenario, language, node, question }: HearingContext): string {
  const scope = scenario.nodes?.[node]?.scope ?? ''
  return (question ?? [])
    .map(key => showText(key, scenario, scope, language))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function showText(key: TextKey, scenario: CompiledScenario, scope: Scope, language: HearingContext['language']): string {
  const text = (scenario.texts[language]?.[key] ?? scenario.texts[scenario.speaks]?.[key])?.[0]
  return text === undefined ? '' : showParts(text.parts, scenario, scope)
}

function showParts(parts: readonly TextPart[], scenario: CompiledScenario, scope: Scope): string {
  return parts
    .map(part => {
      switch (part.kind) {
        case 'words':
          return part.text
        case 'value': {
          const type = typeAt(scenario.fields[scope] ?? {}, part.path)
          const item = type?.kind === 'list' ? type.of : type
          const name = (item && NAMES[item.kind]) ?? 'value'
          return type?.kind === 'list' ? `⟨${name}⟩, ⟨${name}⟩` : `⟨${name}⟩`
        }
        // One of the forms is enough to know what was asked.
        case 'plural':
        case 'select':
          return showParts(part.cases['other'] ?? Object.values(part.cases)[0] ?? [], scenario, scope)
        default:
          return part satisfies never
      }
    })
    .join('')
}
