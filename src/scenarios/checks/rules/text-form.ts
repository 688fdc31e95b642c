import { suggest } from '../../source/suggest.ts'
import { type TextProblem, VALUE_FORMATS } from '../../texts/index.ts'
import type { Report, Rule } from '../report.ts'
import { type Wording, wordingsOf } from '../wordings.ts'

/** Texts whose braces, formats or choices cannot be read. */
export const checkTextForm: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const wording of wordingsOf(scene, view)) {
      const { problems } = scene.readText(wording.written)
      for (const problem of problems) reportProblem(wording, problem, report)
    }
  }
}

function reportProblem({ source, path }: Wording, { code, message, start, end }: TextProblem, report: Report): void {
  switch (code) {
    case 'text/unbalanced-brace':
      return report.within(code, source, path, start, end, { brace: message })
    case 'text/empty-placeholder':
      return report.within(code, source, path, start, end)
    case 'text/bad-path':
      return report.within(code, source, path, start, end, { path: message })
    case 'text/unknown-format':
      return report.within(code, source, path, start, end, {
        format: message,
        nearest: suggest(message, VALUE_FORMATS),
        known: VALUE_FORMATS,
      })
    case 'text/bad-choice':
      return report.within(code, source, path, start, end, { found: message })
    case 'text/missing-other':
      return report.within(code, source, path, start, end, { choice: message })
  }
}
