import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judgeCallerNumber, listFeasts } from '../../../src/engine/campaigns/countries/index.ts'
import { readCampaign } from '../../../src/engine/campaigns/file/index.ts'
import { CAMPAIGN_FILES, loadCampaigns } from '../../../src/engine/campaigns/index.ts'
import { createPolicies } from '../../../src/engine/campaigns/make-policy.ts'
import { DAY_MS } from '../../../src/engine/campaigns/plan/index.ts'
import { readCampaignFiles } from '../../../src/server/workspace/read-campaign-files.ts'

const { campaigns, countries, findings } = loadCampaigns(await readCampaignFiles('campaigns-yaml'))
const day = (date: string): number => Date.parse(`${date}T00:00Z`) / DAY_MS
const read = (text: string) => {
  const { campaign, findings } = readCampaign(
    `${CAMPAIGN_FILES}may.yaml`,
    `campaign: may\npurpose: care_reminder\ncountry: PL\nscenario: visit\nfrom: "+48221234567"\n${text}`,
  )
  return { campaign, codes: findings.map(({ code, span }) => `${code}:${span.line}`) }
}

describe('a campaign file', () => {
  it('may say everything that the guide shows', () => {
    expect(findings).toEqual([])
    expect(campaigns.get('confirmations')).toMatchObject({
      purpose: 'care_reminder',
      scenario: 'appointment-confirmation',
      from: '+48221234567',
      language: { path: 'contact.language', fallback: 'pl' },
      contacts: { kind: 'list', file: 'patients.csv', subject: 'appointment.id' },
      deadline: { kind: 'datum', path: 'appointment.at', offsetMs: -12 * 3_600_000 },
      attempts: {
        total: 4,
        caps: { perDay: 1, perWeek: 3 },
        callBackWithinMs: 300_000,
        leaveMessage: true,
        rules: {
          busy: { then: 'after', afterMs: 900_000, counted: true },
          no_answer: { then: 'another_part' },
          voicemail: { then: 'another_day' },
          line_fault: { then: 'after', afterMs: 300_000, counted: false },
        },
      },
      pace: { atOnce: 20, perSecond: 2, keepForInbound: 4 },
      messages: {
        before: { channel: 'sms', text: 'reminder', waitMs: 21_600_000, isCallSpared: true },
        unreached: { then: 'worklist' },
      },
      variants: [
        { name: 'A', share: 0.5 },
        { name: 'B', share: 0.5 },
      ],
      prices: { currency: 'PLN', minute: 0.12 },
    })
    expect(campaigns.get('confirmations')?.variants.map(({ messages }) => messages.before?.text)).toEqual(['reminder', undefined])
  })
  it('takes contacts from the clinic, by when visits begin', () => {
    expect(
      read('contacts: { from: clinic, visits: { starting_in: 1 day to 3 days, status: booked } }').campaign?.contacts,
    ).toMatchObject({
      kind: 'clinic',
      fromMs: DAY_MS,
      toMs: 3 * DAY_MS,
      status: 'booked',
    })
  })
  it('takes who is due again from the clinic', () => {
    const recalls = 'recalls: { program: checkup, after: 365 days }'
    expect(read(`contacts: { from: clinic, ${recalls} }`).campaign?.contacts).toEqual({
      kind: 'recalls',
      program: 'checkup',
      afterMs: 365 * DAY_MS,
    })
    expect(read(`contacts: { from: clinic, visits: {}, ${recalls} }`).codes).toEqual([
      expect.stringMatching('campaign/two-sources'),
    ])
    expect(read(`contacts: { ${recalls} }`).codes).toEqual([expect.stringMatching('shape/missing-key')])
  })
  it('collects every fault with its place, and proposes what was meant', () => {
    const { codes } = read(
      'contacts: { file: a.csv }\nattemps: { at_most: { total: 0 } }\npace: { at_once: many }\ndeadline: soon enough\nbefore: { wait: 6 }',
    )
    expect(codes).toEqual([
      'shape/wrong-kind:8',
      'shape/wrong-kind:10',
      'shape/unknown-key:7',
      'campaign/bad-deadline:9',
      'shape/missing-key:10',
    ])
  })
  it('is none when it is no YAML', () => {
    expect(readCampaign('x.yaml', 'campaign: [').campaign).toBeUndefined()
  })
})

describe('the rules of countries', () => {
  it('come with source and date, and every purpose has hours', () => {
    expect([...countries.keys()].sort()).toEqual(['ES-CT', 'PL', 'RU', 'UA'])
    for (const country of countries.values()) {
      expect(country.purposes.size).toBe(4)
      expect(country.reviewed).toMatch(/^2026-/)
      expect(country.emergencyNumbers).toContain('112')
    }
  })
  it.each([
    ['PL', 2026, '2026-04-05 2026-04-06 2026-05-24 2026-06-04'],
    ['PL', 2027, '2027-03-28 2027-03-29 2027-05-16 2027-05-27'],
    ['ES-CT', 2026, '2026-04-03 2026-04-06'],
    ['UA', 2026, '2026-04-12 2026-05-31'],
    ['UA', 2027, '2027-05-02 2027-06-20'],
  ])('moveable feasts of %s in %i', (id, year, expected) => {
    const moveable = countries.get(id)?.feasts.filter(({ kind }) => kind === 'easter') ?? []
    expect(
      listFeasts(moveable, year)
        .map(feast => new Date(feast.day * DAY_MS).toISOString().slice(0, 10))
        .join(' '),
    ).toBe(expected)
  })
  it('a feast begins in the year in which the law made it one', () => {
    const names = (year: number) => listFeasts(countries.get('PL')?.feasts ?? [], year).map(({ name }) => name)
    expect([names(2024).includes('Wigilia'), names(2025).includes('Wigilia')]).toEqual([false, true])
  })
  it('one with a fault allows nothing', () => {
    const text = readFileSync('campaigns-yaml/countries/pl.yaml', 'utf8').replace('08:00-20:00', '08:00-25:00')
    const loaded = loadCampaigns(new Map([['countries/pl.yaml', text]]))
    expect(loaded.countries.size).toBe(0)
    expect(loaded.findings.map(({ code }) => code)).toEqual(['shape/wrong-kind'])
  })
})

describe('a policy', () => {
  const policy = (text: string, numbers: readonly string[] = ['+48600000001']) => {
    const { campaign } = read(`contacts: { file: a.csv }\n${text}`)
    return campaign === undefined ? undefined : createPolicies(campaign, countries)?.of({ numbers, variant: null })
  }
  it('allows what campaign and law allow, and no feast', () => {
    const { windows, caps, consent } = policy('calling: { hours: { daily: 07:00-22:00 } }') ?? {}
    expect(windows?.spansOn(day('2026-05-04'))).toEqual([{ from: 480, to: 1200 }])
    expect(windows?.spansOn(day('2026-05-03'))).toEqual([])
    expect(windows?.spansOn(day('2026-06-04'))).toEqual([])
    expect(caps).toEqual({ perDay: 2, perWeek: 4 })
    expect(consent).toEqual({ call: 'none', sms: 'none', email: 'none' })
  })
  it('keeps to the stricter law where the number belongs to another country', () => {
    const abroad = policy('', ['+79161234567'])
    expect(abroad?.consent.call).toBe('prior')
    expect(abroad?.caps).toEqual({ perDay: 1, perWeek: 2, perMonth: 8 })
    expect(abroad?.windows.spansOn(day('2026-05-04'))).toEqual([{ from: 540, to: 1200 }])
  })
  it('takes feasts of other countries and days of its own', () => {
    const { windows } =
      policy('calling: { hours: { mon-fri: 09:00-19:00, 2026-12-31: 09:00-12:00, 2026-05-05: closed }, holidays: UA }') ?? {}
    expect(windows?.spansOn(day('2026-08-24'))).toEqual([])
    expect(windows?.spansOn(day('2026-12-31'))).toEqual([{ from: 540, to: 720 }])
    expect(windows?.spansOn(day('2026-05-05'))).toEqual([])
  })
  it('is none where the law is not known', () => {
    expect(policy('calling: { holidays: XX }')).toBeUndefined()
    const { campaign } = readCampaign(
      'may.yaml',
      'campaign: may\npurpose: survey\nscenario: visit\nfrom: "+4930123456"\ncontacts: { file: a.csv }',
    )
    expect(campaign && createPolicies(campaign, countries)).toBeUndefined()
  })
})

describe('the health of a caller number', () => {
  const rules = countries.get('UA')?.callerNumber
  const good = {
    silent_share: 0,
    average_seconds: 90,
    different_numbers_share: 0.3,
    unanswered_inbound_share: 0.2,
    complaints: 0,
    cannot_be_called_back: 0,
    plays_recording: 0,
    only_calls: 0,
  }
  const judge = (more: object) => rules && judgeCallerNumber(rules, { ...good, ...more }).state
  it('warns at four fifths of a limit, and stops before a second sign', () => {
    expect(judge({})).toBe('healthy')
    expect(judge({ average_seconds: 74 })).toBe('warned')
    expect(judge({ average_seconds: 50 })).toBe('warned')
    expect(judge({ average_seconds: 50, different_numbers_share: 0.41 })).toBe('stopped')
    expect(judge({ average_seconds: 50, complaints: 1 })).toBe('stopped')
  })
  it('takes what is not known for a sign', () => {
    expect(rules && judgeCallerNumber(rules, {}).state).toBe('stopped')
  })
})
