import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { parseText } from '../../../scenarios/texts/index.ts'
import { speakParts, tidy } from '../../call/speak-parts.ts'
import { typeOfPath } from '../../call/types-of-data.ts'
import type { ContactRecord } from '../../store/index.ts'
import type { CallingOptions } from './calling-options.ts'

/**
 * The words of a message to a contact, in their language: values in their written form, days and hours by the clinic's clock. Undefined when
 * there is no such text in a language that the contact or the scenario speaks.
 */
export function renderMessage(
  { messages, scenario, speaking }: Pick<CallingOptions, 'messages' | 'scenario' | 'speaking'>,
  contact: Pick<ContactRecord, 'language' | 'data'>,
  template: string,
  now: number,
): { readonly text: string; readonly subject?: string } | undefined {
  const message = messages.get(template)
  const texts = message?.text
  const language = [contact.language, scenario.speaks].find((one): one is Language => texts?.[one as Language] !== undefined)
  if (language === undefined) return undefined
  const render = (written: string | undefined): string | undefined => {
    const { text } = written === undefined ? {} : parseText(written)
    if (text === undefined) return undefined
    const spoken = speakParts(text.parts, {
      language,
      valueOf: path => findFact(scenario, path, language) ?? valueAt(contact.data, path),
      say: (value, path, _format, type) =>
        speaking.format(value, type ?? typeOfPath(scenario, '', path), 'as written', language, {
          now,
          zone: scenario.clinic.zone,
        }),
    })
    return tidy(spoken)
  }
  const text = render(texts?.[language])
  const subject = render(message?.subject[language])
  return text === undefined ? undefined : { text, ...(subject !== undefined && { subject }) }
}

function findFact({ clinic, clinicIn }: CompiledScenario, path: string, language: Language): string | number | undefined {
  const [scope, name = ''] = path.split('.')
  return scope === 'clinic' ? (clinicIn[language]?.[name] ?? clinic[name]) : undefined
}

function valueAt(data: unknown, path: string): unknown {
  let value = data
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return value
}
