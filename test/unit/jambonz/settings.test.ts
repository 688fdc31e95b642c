import { describe, expect, it } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import { readDays, readShift, readSpan } from '../../../src/engine/opening-hours.ts'
import { readVoices } from '../../../src/engine/jambonz/read-voices.ts'

const at = (text: string): number => Date.parse(text)
const briefs = (findings: readonly { code: string; span: { line: number } }[]): readonly string[] =>
  findings.map(finding => `${finding.code}:${finding.span.line}`)

describe('voices.yaml', () => {
  it('gives each language its voice, and the default to the others', () => {
    const { voices, findings } = readVoices(`
voices:
  pl:
    recognizer: { vendor: microsoft, hints: [przychodnia] }
    synthesizer: { vendor: microsoft, voice: pl-PL-ZofiaNeural }
    slow: { rate: 85% }
  en: { synthesizer: { vendor: google, voice: en-GB-Standard-A, language: en-US }, slow: none }
`)
    expect(findings).toEqual([])
    expect(voices.voiceOf('pl')).toEqual({
      recognizer: { vendor: 'microsoft', language: 'pl-PL', hints: ['przychodnia'] },
      synthesizer: { vendor: 'microsoft', language: 'pl-PL', voice: 'pl-PL-ZofiaNeural' },
      normal: { kind: 'none' },
      slow: { kind: 'rate', rate: '85%' },
    })
    expect(voices.voiceOf('en')).toMatchObject({
      synthesizer: { language: 'en-US' },
      recognizer: { vendor: 'default', language: 'en-GB' },
      slow: { kind: 'none' },
    })
    expect(voices.voiceOf('uk')).toMatchObject({ synthesizer: { vendor: 'default', language: 'uk-UA' }, slow: { kind: 'rate' } })
  })

  it('slows a voice by options of its vendor', () => {
    const { voices } = readVoices(
      'voices: { pl: { synthesizer: { vendor: elevenlabs, voice: abc }, slow: { options: { speed: 0.8 } } } }',
    )
    expect(voices.voiceOf('pl').slow).toEqual({ kind: 'options', options: { speed: 0.8 } })
  })

  it('speaks at a speed of its own, and slower than that', () => {
    const { voices, findings } = readVoices('voices: { pl: { speed: 90% }, uk: { speed: { options: { speed: 0.9 } } } }')
    expect(findings).toEqual([])
    expect(voices.voiceOf('pl')).toMatchObject({ normal: { kind: 'rate', rate: '90%' }, slow: { kind: 'rate', rate: '72%' } })
    expect(voices.voiceOf('uk').normal).toEqual({ kind: 'options', options: { speed: 0.9 } })
  })

  it('has other voices for one scenario, and the general ones for what that leaves out', () => {
    const { voices, findings } = readVoices(`
voices:
  pl: { recognizer: { vendor: google }, synthesizer: { vendor: google, voice: general }, speed: 90% }
scenarios:
  survey:
    pl: { synthesizer: { vendor: google, voice: special } }
    en: { slow: none }
`)
    expect(findings).toEqual([])
    const own = voices.ofScenario('survey')
    expect(own.voiceOf('pl')).toMatchObject({
      recognizer: { vendor: 'google' },
      synthesizer: { voice: 'special' },
      normal: { kind: 'rate', rate: '90%' },
    })
    expect(own.voiceOf('en').slow).toEqual({ kind: 'none' })
    expect(voices.ofScenario('another').voiceOf('pl').synthesizer.voice).toBe('general')
  })

  it.each([
    ['an option that it does not know', 'recognizer: { vendor: google, speed: 2 }', 'shape/unknown-key', 39],
    ['one in a group of options', 'recognizer: { vendor: google, azureOptions: { pause: 2 } }', 'shape/unknown-key', 55],
    ['a list that is none', 'recognizer: { vendor: google, hints: przychodnia }', 'shape/wrong-kind', 46],
    ['a choice that is none', 'recognizer: { vendor: google, filterMethod: drop }', 'shape/wrong-kind', 53],
    ['hints that are none', 'recognizer: { vendor: google, hints: [a, 7] }', 'shape/wrong-kind', 50],
    ['half a fallback', 'recognizer: { vendor: google, fallbackVendor: aws }', 'voices/half-fallback', 39],
    ['a voice that its media server cannot be told', 'synthesizer: { vendor: custom:x, voice: "a,b" }', 'shape/wrong-kind', 49],
  ])('points at %s, and jambonz is never asked for it', (_name, part, code, column) => {
    const { voices, findings } = readVoices(`voices:\n  pl: { ${part} }\n`)
    expect(findings.map(finding => [finding.code, finding.span.line, finding.span.column])).toEqual([[code, 2, column]])
    expect(voices.voiceOf('pl')).toMatchObject({ recognizer: { vendor: 'default' }, synthesizer: { vendor: 'default' } })
  })

  it('names every fault of a part at once', () => {
    const { findings } = readVoices('voices: { pl: { recognizer: { vendor: google, speed: 2, volume: 3, hints: word } } }')
    expect(findings.map(finding => finding.code)).toEqual(['shape/unknown-key', 'shape/unknown-key', 'shape/wrong-kind'])
  })

  it('warns where a language is spoken in another', () => {
    const { voices, findings } = readVoices('voices: { uk: { recognizer: { vendor: google, language: pl-PL } } }')
    expect(briefs(findings)).toEqual(['voices/other-language:1'])
    expect(voices.voiceOf('uk').recognizer.language).toBe('pl-PL')
  })

  it.each([
    ['a key of another place', 'voices:\n  pl:\n    voice: Zofia\n', 'shape/unknown-key:3'],
    ['a language that is none', 'voices:\n  xx: {}\n', 'shape/unknown-key:2'],
    [
      'an option that jambonz does not know',
      'voices:\n  pl:\n    recognizer: { vendor: google, speed: 2 }\n',
      'shape/unknown-key:3',
    ],
    ['a vendor without a voice', 'voices:\n  pl:\n    synthesizer: { vendor: google }\n', 'shape/missing-key:3'],
    ['no YAML', 'voices: [', 'yaml/unclosed-bracket:1'],
    ['nothing', '', 'yaml/empty:1'],
  ])('says where there is %s, and speaks with the default', (_name, text, expected) => {
    const { voices, findings } = readVoices(text)
    expect(briefs(findings)[0]).toBe(expected)
    expect(voices.voiceOf('pl').synthesizer).toEqual({ vendor: 'default', language: 'pl-PL' })
  })
})

describe('lines.yaml', () => {
  const text = `
zone: Europe/Warsaw
lines:
  "+48220000000": { scenario: home-visit-request, language: pl, hours: { mon-fri: 07:30-18:00 } }
transfers:
  reception: { to: "+48 600 000 009", hours: { mon-fri: [07:30-12:00, 13:00-18:00], sat: 08:00-12:00 }, timeout: 45s, caller_id: "+48220000000" }
  manager: { to: "sip:manager@example.org" }
`
  it('maps numbers to scenarios and names to numbers', () => {
    const { lines, findings } = readLines(text)
    expect(findings).toEqual([])
    expect(lines.findLine('+48220000000')).toMatchObject({ scenario: 'home-visit-request', language: 'pl' })
    expect(lines.findTransfer('reception')).toMatchObject({
      reach: { kind: 'dial', ring: 'one by one', shifts: [{ targets: [{ type: 'phone', number: '+48600000009' }] }] },
      takeKey: '1',
      timeoutMs: 45_000,
      callerId: '+48220000000',
    })
    expect(lines.findTransfer('manager')).toEqual({
      name: 'manager',
      reach: { kind: 'dial', ring: 'one by one', shifts: [{ targets: [{ type: 'sip', sipUri: 'sip:manager@example.org' }] }] },
      timeoutMs: 30_000,
      takeKey: '1',
    })
    expect(lines.findTransfer('nobody')).toBeUndefined()
  })

  it.each([['48220000000'], ['0048220000000'], ['220000000'], ['+48 22 000 00 00']])('knows its number as %s', number => {
    expect(readLines(text).lines.findLine(number)?.scenario).toBe('home-visit-request')
  })

  it.each([['48220000001'], ['0000'], ['']])('does not know %j', number => {
    expect(readLines(text).lines.findLine(number)).toBeUndefined()
  })

  it('keeps hours in the time of the clinic, summer and winter', () => {
    const { lines } = readLines(text)
    const reception = lines.findTransfer('reception')
    if (reception === undefined) throw new Error('no reception')
    const isOpenAt = (moment: string): boolean => lines.isOpen(reception, at(moment))
    expect(isOpenAt('2026-05-05T05:29:00Z')).toBe(false)
    expect(isOpenAt('2026-05-05T05:30:00Z')).toBe(true)
    expect(isOpenAt('2026-05-05T10:30:00Z')).toBe(false)
    expect(isOpenAt('2026-05-05T15:59:00Z')).toBe(true)
    expect(isOpenAt('2026-05-05T16:00:00Z')).toBe(false)
    expect(isOpenAt('2026-01-06T06:15:00Z')).toBe(false)
    expect(isOpenAt('2026-05-09T07:00:00Z')).toBe(true)
    expect(isOpenAt('2026-05-10T07:00:00Z')).toBe(false)
    expect(lines.isOpen({}, at('2026-05-10T03:00:00Z'))).toBe(true)
  })

  it.each([
    ['an unknown key', 'transfers:\n  reception:\n    to: "+48600000009"\n    rings: 5s\n', ['shape/unknown-key:4']],
    ['a line without a scenario', 'lines:\n  "+48220000000": { language: pl }\n', ['shape/missing-key:2']],
    ['a line that is no number', 'lines:\n  reception: { scenario: x }\n', ['shape/wrong-kind:2']],
    ['a target that is no number', 'transfers:\n  reception: { to: recepcja }\n', ['shape/wrong-kind:2']],
    [
      'an address with more than an address',
      'transfers:\n  reception: { to: "sip:a@example.org;x=y" }\n',
      ['shape/wrong-kind:2'],
    ],
    [
      'a day that is none',
      'transfers:\n  reception: { to: "+48600000009", hours: { pon: 07:00-15:00 } }\n',
      ['shape/wrong-kind:2'],
    ],
    [
      'hours that end before they begin',
      'transfers:\n  reception: { to: "+48600000009", hours: { mon: 15:00-07:00 } }\n',
      ['shape/wrong-kind:2'],
    ],
    ['a duration without a unit', 'transfers:\n  reception: { to: "+48600000009", timeout: 30 }\n', ['shape/bad-duration:2']],
    ['a transfer without a way', 'transfers:\n  reception: { timeout: 20s }\n', ['shape/missing-key:2']],
    ['an agents’ number without agents', 'lines:\n  "+48220000001": { queue: reception }\n', ['shape/missing-key:2']],
    [
      'a scenario on it',
      'lines:\n  "+48220000001": { queue: a, agents: ["+48600000001"], scenario: b }\n',
      ['shape/unknown-key:2'],
    ],
    ['an address of summaries that is none', 'summaries: { url: ftp://example.org }\n', ['shape/wrong-kind:1']],
    ['a key of two digits', 'transfers:\n  a: { queue: { name: a, callback: { key: "12" } } }\n', ['shape/wrong-kind:2']],
    ['a zone that is none', 'zone: Warszawa\n', ['shape/wrong-kind:1']],
  ])('says where there is %s', (_name, faulty, expected) => {
    expect(briefs(readLines(faulty).findings)).toEqual(expected)
  })

  it('takes a date before its weekday, and closes days', () => {
    const { lines, findings } = readLines(
      'transfers:\n  reception: { to: "+48600000009", hours: { daily: 08:00-16:00, 2026-05-05: 10:00-12:00, 2026-05-06 to 2026-05-07: closed } }\n',
    )
    expect(findings).toEqual([])
    const reception = lines.findTransfer('reception')
    if (reception === undefined) throw new Error('no reception')
    const isOpenAt = (moment: string): boolean => lines.isOpen(reception, at(moment))
    expect(isOpenAt('2026-05-05T07:00:00Z')).toBe(false)
    expect(isOpenAt('2026-05-05T09:00:00Z')).toBe(true)
    expect(isOpenAt('2026-05-07T09:00:00Z')).toBe(false)
    expect(isOpenAt('2026-05-08T07:00:00Z')).toBe(true)
  })

  it('closes a line on the feasts of a country, but for dates that have hours', () => {
    const christmas = Date.UTC(2026, 11, 25) / 86_400_000
    const calendars = new Map([['PL', (day: number) => day >= christmas && day <= christmas + 1]])
    const { lines, findings } = readLines(
      'lines:\n  "+48220000000": { scenario: day, hours: { daily: 08:00-16:00, 2026-12-26: 10:00-12:00 }, holidays: PL }\n',
      'lines.yaml',
      calendars,
    )
    expect(findings).toEqual([])
    const [line] = lines.lines
    const isOpenAt = (moment: string): boolean => line !== undefined && lines.isOpen(line, at(moment))
    expect(isOpenAt('2026-12-24T09:30:00Z')).toBe(true)
    expect(isOpenAt('2026-12-25T09:30:00Z')).toBe(false)
    expect(isOpenAt('2026-12-26T09:30:00Z')).toBe(true)
    expect(isOpenAt('2026-12-26T11:30:00Z')).toBe(false)
    expect(lines.isOpen({ holidays: ['PL'] }, at('2026-12-25T09:30:00Z'))).toBe(false)
    expect(lines.isOpen({ holidays: ['PL'] }, at('2026-12-27T03:30:00Z'))).toBe(true)
  })

  it('finds who is on duty in the night that began the day before', () => {
    const { lines } = readLines(`transfers:
  doctor:
    rota:
      - { days: fri, hours: 20:00-08:00, to: "+48600000001" }
      - { days: mon-fri, hours: 08:00-20:00, to: ["+48600000002", "sip:b@example.org"] }
`)
    const doctor = lines.findTransfer('doctor')
    if (doctor === undefined) throw new Error('no doctor')
    const targetsAt = (moment: string): unknown => lines.findTargets(doctor, at(moment))
    // Friday is the eighth of May.
    expect(targetsAt('2026-05-08T21:00:00Z')).toEqual([{ type: 'phone', number: '+48600000001' }])
    expect(targetsAt('2026-05-09T05:59:00Z')).toEqual([{ type: 'phone', number: '+48600000001' }])
    expect(targetsAt('2026-05-09T06:00:00Z')).toEqual([])
    expect(targetsAt('2026-05-08T09:00:00Z')).toEqual([
      { type: 'phone', number: '+48600000002' },
      { type: 'sip', sipUri: 'sip:b@example.org' },
    ])
  })

  it('tells how calls are recorded: by the line, its country, or the country of all', () => {
    const { lines, findings } = readLines(`
country: PL
countries:
  PL: { record: with_notice, notice: { pl: "Rozmowa jest nagrywana." } }
  ES: { record: never }
recorder: { siprec: "sip:recorder@example.org" }
lines:
  "+48220000000": { scenario: a }
  "+34930000000": { scenario: a, country: ES }
  "+48220000001": { scenario: a, record: required }
`)
    expect(findings).toEqual([])
    const planOf = (number: string): unknown => lines.planRecording(lines.findLine(number))
    const recorder = { kind: 'siprec', server: 'sip:recorder@example.org' }
    const notice = { pl: 'Rozmowa jest nagrywana.' }
    expect(planOf('+48220000000')).toEqual({ country: 'PL', mode: 'with_notice', notice, recorder })
    expect(planOf('+34930000000')).toBeUndefined()
    expect(planOf('+48220000001')).toMatchObject({ mode: 'required', notice })
    expect(lines.planRecording(undefined)).toMatchObject({ country: 'PL', mode: 'with_notice' })
  })

  it('never lets a line be open because its hours could not be read', () => {
    const { lines } = readLines('transfers:\n  reception: { to: "+48600000009", hours: { mon-sun: all day } }\n')
    const reception = lines.findTransfer('reception')
    expect(reception && lines.isOpen(reception, at('2026-05-05T10:00:00Z'))).toBe(false)
  })
})

describe('days and spans', () => {
  it.each([
    ['mon', [1]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sat-mon', [6, 7, 1]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['monday', undefined],
    ['mon-', undefined],
    ['mon-tue-wed', undefined],
  ])('%s', (text, weekdays) => expect(readDays(text)).toEqual(weekdays && { kind: 'weekdays', weekdays }))

  it.each([
    ['2026-12-24', ['2026-12-24']],
    ['2026-12-30 to 2027-01-01', ['2026-12-30', '2026-12-31', '2027-01-01']],
  ])('%s', (text, dates) => expect(readDays(text)).toEqual({ kind: 'dates', dates }))

  it.each(['2026-02-30', '2026-12-26 to 2026-12-24', '24.12.2026'])('%s is no day', text =>
    expect(readDays(text)).toBeUndefined(),
  )

  it('a shift may end the next morning', () => expect(readShift('20:00-08:00')).toEqual({ from: 1200, to: 1920 }))

  it.each([
    ['07:30-18:00', { from: 450, to: 1080 }],
    ['0:00-24:00', { from: 0, to: 1440 }],
    ['7-18', undefined],
    ['18:00-07:30', undefined],
    ['23:00-24:30', undefined],
    ['25:00-26:00', undefined],
  ])('%s', (text, span) => expect(readSpan(text)).toEqual(span))
})
