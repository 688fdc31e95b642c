import { describe, expect, it } from 'vitest'
import { createFolder, runCli } from './run-cli.ts'

/** What a caller says to each shipped scenario, a line for each question, and how the call ends. */
const CALLS: readonly (readonly [scenario: string, lines: readonly string[], outcome: string])[] = [
  ['appointment-confirmation', ['tak', 'przełożyć', 'pierwszy', 'tak', 'nie'], 'moved'],
  ['dispensary-invitation', ['tak', '12 kwietnia 1958', 'tak', 'pierwszy', 'tak', 'nie'], 'booked'],
  [
    'satisfaction-survey',
    ['tak', 'tak', 'dziesięć', 'pięć', 'cztery', 'pięć', 'pani w rejestracji była bardzo miła'],
    'completed',
  ],
  [
    'home-visit-request',
    [
      'nie',
      'nie',
      'Anna Nowak',
      '12 kwietnia 1958',
      'gorączka i kaszel',
      'tak',
      'trzydzieści osiem i pięć',
      'od wczoraj',
      'ulica Lipowa 5 mieszkanie 3',
      'nie wiem',
      'drugie',
      'nie ma',
      'tak',
      'tak',
    ],
    'requested',
  ],
]

describe('trucada talk holds each of the shipped calls to its ending', { timeout: 90_000 }, () => {
  it.each(CALLS)('%s', async (scenario, lines, outcome) => {
    const run = await runCli(['talk', scenario, '--fast', '12'], { folder: createFolder(), input: lines })
    expect(run.out).toContain(`Outcome ${outcome}`)
  })
})
