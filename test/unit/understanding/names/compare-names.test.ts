import { describe, expect, it } from 'vitest'
import { NAME_MATCHER } from '../../../../src/engine/understanding/index.ts'

describe('a name that was said and one on record', () => {
  it.each([
    ['Zofia Kamińska', 'Zofia Kamińska'],
    ['kaminska zofia', 'Zofia Kamińska'],
    ['Zofii Kamińskiej', 'Zofia Kamińska'],
    ['Зофія Камінська', 'Zofia Kamińska'],
    ['Зофия Каминьска', 'Zofia Kamińska'],
    ['Анна Новак', 'Anna Nowak'],
  ])('%s is %s', (said, known) => expect(NAME_MATCHER.likeness(said, known)).toBeGreaterThanOrEqual(NAME_MATCHER.sameFrom))

  it.each([
    ['Zofia Kaczmarska', 'Zofia Kamińska'],
    ['Jan Kowalczyk', 'Jan Kowalski'],
    ['Ганна Новак', 'Jan Nowak'],
    ['Zofia', 'Zofia Kamińska'],
    ['Kamińska', 'Zofia Kamińska'],
  ])('%s is not %s', (said, known) => expect(NAME_MATCHER.likeness(said, known)).toBeLessThan(NAME_MATCHER.sameFrom))
})
