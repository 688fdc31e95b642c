import type { SimulationReport } from '../simulate-workspace.ts'

/** The report as plain data, for tools: no journals, which hold everything that was said. */
export function writeReportJson(report: SimulationReport): string {
  const results = report.results.map(result => ({ ...result, journal: undefined }))
  return `${JSON.stringify({ passed: report.passed, findings: report.findings, results, coverage: report.coverage }, undefined, 2)}\n`
}

/** Whether XML 1.0 allows the character (its section 2.2). */
const isAllowed = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0
  return code === 9 || code === 10 || code === 13 || (code >= 32 && code !== 0xfffe && code !== 0xffff)
}
const escapeXml = (text: string): string =>
  Array.from(text, character => (isAllowed(character) ? character : ''))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** The report as JUnit XML: a suite a file, a case a call. Files that could not be read are errors. */
export function writeJUnit(report: SimulationReport): string {
  const suites = Map.groupBy(report.results, result => result.file)
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>']
  for (const [file, results] of suites) {
    const failed = results.filter(result => result.failures.length > 0).length
    lines.push(`  <testsuite name="${escapeXml(file)}" tests="${results.length}" failures="${failed}">`)
    for (const result of results) {
      const name = `${result.simulation} (${result.language})${result.variation === undefined ? '' : `: ${result.variation}`}`
      const open = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(result.scenario)}" time="${(result.durationMs / 1000).toFixed(3)}"`
      if (result.failures.length === 0) {
        lines.push(`${open}/>`)
        continue
      }
      lines.push(`${open}>`)
      for (const failure of result.failures) {
        const body = `${file}:${failure.line}\nexpected: ${failure.expected ?? ''}\nbut: ${failure.heard ?? ''}`
        lines.push(`      <failure message="${escapeXml(failure.message)}">${escapeXml(body)}</failure>`)
      }
      lines.push('    </testcase>')
    }
    lines.push('  </testsuite>')
  }
  const errors = report.findings.filter(one => one.severity === 'error')
  for (const [file, findings] of Map.groupBy(errors, one => one.file)) {
    lines.push(`  <testsuite name="${escapeXml(file)}" tests="1" failures="0" errors="1">`)
    lines.push('    <testcase name="can be simulated" classname="files">')
    for (const { span, message, hint } of findings) {
      const text = escapeXml(`${file}:${span.line}:${span.column} ${message}`)
      lines.push(`      <error message="${text}">${escapeXml(hint ?? '')}</error>`)
    }
    lines.push('    </testcase>', '  </testsuite>')
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`
}
