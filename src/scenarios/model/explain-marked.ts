import type { SourcePart, SourcePath } from '../source/source-file.ts'
import { explainRung } from './ladder.ts'
import { mendName } from './names.ts'
import { exitShape, explainExit } from './read-exit.ts'
import { explainType } from './read-type.ts'
import type { Reading } from './reading.ts'
import { reportKind } from './report-kind.ts'

/**
 * Words the fault of a value whose shape carries a marker instead of zod's message (`#exit`, `#type`, `#text` …).
 * `what` names the key that the value belongs to.
 */
export function explainMarked(
  reading: Reading,
  marker: string,
  value: unknown,
  path: SourcePath,
  part: SourcePart,
  what: string,
): void {
  const subject = what.slice(0, 1).toUpperCase() + what.slice(1)
  switch (marker) {
    case '#exit':
      return explainExit(reading, value, path)
    case '#type':
      return explainType(reading, value, path)
    case '#rung':
      return explainRung(reading, value, path)
    case '#case':
      return explainCase(reading, value, path)
    case '#key':
      return reading.report('shape/bad-name', path, part, {
        what: 'a key of the telephone',
        found: String(value).slice(0, 60),
        rule: 'Keys are 0 to 9, * and #; * and # stand in quotes.',
        instead: undefined,
      })
    case '#text-key':
      return reading.report('shape/bad-name', path, part, {
        what: `a key in ${what}`,
        found: String(value).slice(0, 60),
        rule: 'Write the name of a step, with a part after a dot where there is one: visit, visit.again.',
        instead: undefined,
      })
    case '#empty-text':
      return reading.report('shape/empty-text', path, 'value', { what: subject })
    case '#text':
      return explainText(reading, value, path, subject)
    case '#duration':
      return reading.report('shape/bad-duration', path, 'value', {
        found: typeof value === 'string' ? value.slice(0, 40) : JSON.stringify(value),
      })
    case '#name':
      return explainName(reading, value, path, part, subject)
    case '#document-name':
      return explainDocumentName(reading, value, path, subject)
    case '#block-name':
      return explainBlockName(reading, value, path, subject)
    default:
      return reportKind(reading, value, path, subject, EXPECTED[marker] ?? 'something else')
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  '#path': 'the name of a datum such as appointment.at',
  '#value': 'the name of a datum, a number, true, false, or { text: "…" }',
  '#condition': 'the name of a condition',
  '#gives': 'a list of results, or results with the data that they hand over',
  '#keep': 'a name, or names of results: { mine: theirs }',
  '#words': 'words, or words by language: { pl: "…", uk: "…" }',
  '#saying': 'a meaning, words, or { meaning: "words" }',
  '#keys': 'keys in quotes: "1"',
  '#noise': 'true, or what the recogniser makes of the noise',
  '#at': 'a share of the prompt such as 60%, or a time such as 800ms',
  '#bot': 'a step such as visit, or { step: visit, says: "…" }',
  '#restarts': 'true, or { deaf: 3s } where its socket breaks only then',
  '#voice_fails': 'true, or for good',
  '#silent': 'a duration such as 6s, or to the end',
  '#languages': 'all, or a list of languages',
  '#today': 'a local time at the clinic such as 2026-05-05T10:00',
  '#url': 'an address such as https://sms.example.org/send',
  '#phone': 'a telephone in quotes such as "+48600000201"',
  '#answers': 'an answer such as { fails: true }, or a list of answers',
  '#lines':
    'bridged, busy, no_answer, failed, refused, wrong_key or hangs_up, { does: bridged, after: 40s, talks: 20s, ahead: 2 }, or a list of these',
  '#period': 'a period such as 15 min, 12h or 2 days',
  '#rule': 'a rule in words such as after 15 min, another part of the day or worklist',
  '#span': 'two periods such as 1 day to 3 days',
  '#column': 'the name of a column, or a list of names',
  '#columns': 'data with the names of their columns, or the name of a saved mapping',
  '#country': 'the id of a country in capitals such as PL or ES-CT',
  '#deadline': 'a deadline such as appointment.at - 12h, or 2026-05-31T18:00',
  '#language': 'a language such as pl, a datum such as contact.language, or { from: contact.language, else: pl }',
  '#variant': 'a short name such as A',
  '#share': 'a share such as 50%',
  '#currency': 'three letters such as PLN',
  '#date': 'a date such as 2026-11-28',
  '#code': 'digits in quotes such as "112"',
  '#feast': 'month and day such as 12-25',
  '#web-address': 'an address such as https://fhir.clinic.example/r4',
  '#uri': 'a URI such as http://snomed.info/sct or urn:oid:2.16.840.1.113883.3.4424.1.1.616',
  '#reference': 'a resource of the server such as PractitionerRole/17',
  '#zone': 'a time zone such as Europe/Warsaw',
  '#sign-on': 'none, bearer, or { client_id: … }',
  '#sweep': 'all, or a list of: globals, silence, not_understood, off_list, answers, keys, results',
}

function explainCase(reading: Reading, value: unknown, path: SourcePath): void {
  const group = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  for (const key of ['go', 'else']) {
    if (key in group && !exitShape.safeParse(group[key]).success) return explainExit(reading, group[key], [...path, key])
  }
  reportKind(reading, value, path, 'A case of "decide"', '{ when: CONDITION, go: EXIT } or, at the end, { else: EXIT }')
}

function explainText(reading: Reading, value: unknown, path: SourcePath, subject: string): void {
  if (Array.isArray(value)) {
    if (value.length === 0) return reading.report('shape/empty-text', path, 'value', { what: subject })
    for (const [index, item] of value.entries()) {
      if (typeof item !== 'string') reportKind(reading, item, [...path, index], subject, 'a text')
      else if (!/\S/.test(item)) reading.report('shape/empty-text', [...path, index], 'value', { what: subject })
    }
    return
  }
  if (typeof value === 'string' || value === null) return reading.report('shape/empty-text', path, 'value', { what: subject })
  reportKind(reading, value, path, subject, 'a text or a list of texts')
}

function explainName(reading: Reading, value: unknown, path: SourcePath, part: SourcePart, subject: string): void {
  if (typeof value !== 'string') return reportKind(reading, value, path, subject, 'a name')
  const rule = 'Small letters a to z, digits and underscores, beginning with a letter.'
  reading.report('shape/bad-name', path, part, {
    what: `a name in ${subject.replace(/^"/, '"').toLowerCase()}`,
    found: value.slice(0, 60),
    rule,
    instead: mendName(value, '_'),
  })
}

function explainDocumentName(reading: Reading, value: unknown, path: SourcePath, subject: string): void {
  if (typeof value !== 'string') return reportKind(reading, value, path, subject, 'a name')
  const rule = 'Small letters a to z, digits and hyphens, beginning with a letter.'
  reading.report('shape/bad-name', path, 'value', {
    what: `the name in ${subject.toLowerCase()}`,
    found: value.slice(0, 60),
    rule,
    instead: mendName(value, '-'),
  })
}

function explainBlockName(reading: Reading, value: unknown, path: SourcePath, subject: string): void {
  if (typeof value !== 'string') return reportKind(reading, value, path, subject, 'the name of a block')
  const instead = mendName(value.replace(/^blocks?\//, ''), '-') ?? value
  reading.report('shape/bad-name', path, 'value', {
    what: 'the name of a block',
    found: value.slice(0, 60),
    rule: 'Write blocks/ and the name of its folder.',
    instead: `blocks/${instead}`,
  })
}
