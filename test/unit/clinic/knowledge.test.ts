import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ServiceAnswer } from '../../../src/engine/call/ports.ts'
import { createKnowledgeServices, readFacts, readSpecialties } from '../../../src/engine/clinic/index.ts'
import { makeRequest } from './make-request.ts'

const NOW = Date.parse('2026-05-04T08:00:00Z')
const FACTS = `
facts:
  price:
    - { verified: 2026-05-01, answer: { pl: "Wizyty są bezpłatne.", uk: "Візити безкоштовні." } }
    - when_said: { pl: [usg], uk: [узд] }
      verified: 2026-05-01
      answer: { pl: "USG kosztuje dwieście złotych.", uk: "УЗД коштує двісті злотих." }
  hours:
    - { when_said: { pl: [Zielińska] }, verified: 2026-05-01, answer: { pl: "We wtorki." } }
    - { when_said: { pl: [doktor] }, verified: 2026-05-01, answer: staff }
`
const SPECIALTIES = `
specialties:
  kardiologia:
    called: { pl: kardiolog }
    when_said: { pl: [kardiolog, serce, ciśnienie] }
    from_age: 18
    doctors: { Ewa Zielińska: { pl: [Zielińska], uk: [Зелінська] } }
  rodzinny:
    called: { pl: lekarz rodzinny }
    when_said: { pl: [kaszel, gardło, noga] }
  pediatra:
    called: { pl: pediatra }
    when_said: { pl: [kaszel, gardło, serce] }
    to_age: 17
urgent: { pl: [boli serce] }
`

function open(facts = FACTS, specialties = SPECIALTIES) {
  const known = [readFacts(facts), readSpecialties(specialties)] as const
  const services = createKnowledgeServices(() => ({ facts: known[0].facts, specialties: known[1].specialties }), {
    now: () => NOW,
    zone: 'Europe/Warsaw',
  })
  const call = (name: string, input: Record<string, unknown>) =>
    services.call(makeRequest(name, input, 'k', { sideEffects: false })) as ServiceAnswer
  return { call, findings: [...known[0].findings, ...known[1].findings] }
}

describe('doctors of the clinic’s own system', () => {
  const { specialties } = readSpecialties(SPECIALTIES)
  const systemDoctors = [
    { name: 'Dr Ewa Wiśniewska', specialty: 'kardiologia' },
    { name: 'Olga Lis', specialty: 'okulistyka' },
    { name: 'Jan Nikt' },
  ]
  const services = createKnowledgeServices(() => ({ facts: [], specialties, systemDoctors }), {
    now: () => NOW,
    zone: 'Europe/Warsaw',
  })
  const find = (wish: string) =>
    services.call(makeRequest('find_specialty', { wish }, 'k', { sideEffects: false })) as ServiceAnswer

  it('are asked for by name, where specialties.yaml does not name them', () => {
    expect(find('do doktor Wiśniewskiej').values).toMatchObject({
      specialty: 'kardiologia',
      doctor: { name: 'Dr Ewa Wiśniewska' },
    })
    expect(find('do Zielińskiej').values).toMatchObject({ specialty: 'kardiologia', doctor: { name: 'Ewa Zielińska' } })
  })

  it('bring the specialty that specialties.yaml does not have', () => {
    expect(find('okulistyka').values).toMatchObject({ specialty: 'okulistyka', called: { en: 'okulistyka' } })
    expect(find('doktor Lis').values).toMatchObject({ specialty: 'okulistyka', doctor: { name: 'Olga Lis' } })
    expect(find('do Nikta').result).toBe('unclear')
  })
})

describe('facts of the clinic', () => {
  const { call, findings } = open()

  it('are read without a fault', () => expect(findings).toEqual([]))

  it('answer for the subject that was named, in whatever case and language, and else for the topic', () => {
    const answer = (words: string) => (call('find_fact', { topic: 'price', words }).values.answer as { pl: string }).pl
    expect(answer('a ile kosztuje USG brzucha')).toBe('USG kosztuje dwieście złotych.')
    expect(answer('скільки коштує УЗД')).toBe('USG kosztuje dwieście złotych.')
    expect(answer('ile to kosztuje')).toBe('Wizyty są bezpłatne.')
  })

  it('leave to the staff what they say so of, and know nothing of another topic', () => {
    expect(call('find_fact', { topic: 'hours', words: 'kiedy przyjmuje doktor Zielińska' }).result).toBe('done')
    expect(call('find_fact', { topic: 'hours', words: 'kiedy przyjmuje doktor Malinowski' }).result).toBe('for_staff')
    expect(call('find_fact', { topic: 'hours', words: 'do której czynne' }).result).toBe('unknown')
    expect(call('find_fact', { topic: 'parking', words: 'usg' }).result).toBe('unknown')
  })
})

describe('whom to see', () => {
  const { call } = open()
  const find = (wish: string, born?: string) => call('find_specialty', { wish, ...(born === undefined ? {} : { born }) })

  it('follows the rules by specialty and by trouble', () => {
    expect(find('do kardiologa bym chciała').values).toEqual({ specialty: 'kardiologia', called: { pl: 'kardiolog' } })
    expect(find('boli mnie od nogi', '1950-01-01').values['specialty']).toBe('rodzinny')
  })

  it('knows the doctors by their names', () => {
    for (const wish of ['do doktor Zielińskiej', 'до лікарки Зелінської'])
      expect(find(wish).values).toMatchObject({ specialty: 'kardiologia', doctor: { name: 'Ewa Zielińska' } })
  })

  it('passes over who does not see that age', () => {
    expect(find('kaszel i gardło', '2019-05-05').result).toBe('unclear')
    expect(find('coś z sercem', '2019-05-05').values['specialty']).toBe('pediatra')
    expect(find('coś z sercem', '1950-01-01').values['specialty']).toBe('kardiologia')
  })

  it('lets a nurse hear at once what is urgent, and guesses nothing', () => {
    expect(find('strasznie boli mnie serce').result).toBe('urgent')
    expect(find('no bo ja to tak w sumie').result).toBe('unclear')
    expect(find('kardiolog albo gardło', '2001-01-01').values['specialty']).toBe('kardiologia')
  })
})

it('faults of either file have their place, and the rest is read', () => {
  const { findings, call } = open(
    'facts:\n  price:\n    - { answer: { pl: "Za darmo." } }\n  place:\n    - { verified: 2026-01-01, answer: staff }\n',
  )
  expect(findings.map(({ span, code }) => `${span.line} ${code}`)).toEqual(['3 shape/missing-key'])
  expect(call('find_fact', { topic: 'place' }).result).toBe('for_staff')
  expect(open(FACTS, 'specialties: { a: { called: { pl: a }, when_said: { pl: [a] }, from_age: x } }').findings).toHaveLength(1)
})

it('the shipped files have no fault', () => {
  const read = (file: string) => readFileSync(new URL(`../../../scenarios-yaml/${file}`, import.meta.url), 'utf8')
  expect(open(read('facts.yaml'), read('specialties.yaml')).findings).toEqual([])
})
