import { LANGUAGES, type Language } from '../scenarios/model/documents.ts'
import { UsageError } from './usage-error.ts'

/** The languages of `--lang pl,uk`; undefined without one. Throws a `UsageError` for what is no language. */
export function readLanguages(list: string | undefined): readonly Language[] | undefined {
  return list?.split(',').map(name => {
    const language = LANGUAGES.find(known => known === name.trim())
    if (language === undefined)
      throw new UsageError(`"${name.trim()}" is no language that trucada speaks.`, `Languages are: ${LANGUAGES.join(', ')}.`)
    return language
  })
}
