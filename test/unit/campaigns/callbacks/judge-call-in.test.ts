import { describe, expect, it } from 'vitest'
import { judgeCallIn } from '../../../../src/engine/campaigns/callbacks/index.ts'

const ended = { outcome: 'requested', isAfterHours: false, isServed: false, isPromised: false, hasGivenUp: false }

describe('a call in that is over', () => {
  it.each([
    ['who hung up before anything was done', { outcome: 'hung_up' }, 'abandoned'],
    ['who hung up while waiting for a person, of which people were told', { hasGivenUp: true, isPromised: true }, 'abandoned'],
    ['who was cut off by a fault of ours', { outcome: 'bot_fault' }, 'missed'],
    ['who called a closed line', { outcome: 'hung_up_early', isAfterHours: true }, 'after_hours'],
    ['who heard that the line is closed', { outcome: 'told', isAfterHours: true }, 'after_hours'],
    ['who left a message, whenever', { outcome: 'message_left', isAfterHours: true }, 'voicemail'],
    ['who asked to be called', { outcome: 'callback' }, 'asked'],
  ])('calls back %s', (_, is, way) => {
    expect(judgeCallIn({ ...ended, ...is })).toEqual({ way })
  })
  it('calls back at the hour that was named, whatever else was done', () => {
    const call = { ...ended, outcome: 'callback', callBackAt: 5, isServed: true, isPromised: true }
    expect(judgeCallIn(call)).toEqual({ way: 'asked', callAt: 5 })
  })
  it.each([
    ['who got what they called for', {}],
    ['for whom a visit was booked, and who then hung up', { outcome: 'hung_up', isServed: true }],
    ['whom people have promised to call', { outcome: 'callback', isPromised: true }],
    ['who was connected at night', { isAfterHours: true, isServed: true }],
    ['who was sent to 112 at night', { outcome: 'emergency', isAfterHours: true }],
  ])('leaves in peace %s', (_, is) => {
    expect(judgeCallIn({ ...ended, ...is })).toBeUndefined()
  })
})
