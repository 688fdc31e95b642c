import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReply } from '../../../../src/engine/campaigns/replies/index.ts'
import { understanding } from '../../../learned.ts'
import { HOUR, NOON, scenario } from './reply-world.ts'

const read = (text: string, language = 'pl') => readReply(text, { understanding, scenario, language, now: NOON })
/** 17:00 in Warsaw on the same day. */
const FIVE = NOON + 5 * HOUR

describe('what people write back', () => {
  it.each([
    ['pl', 'TAK', 'agree'],
    ['pl', 'Tak, będę. Dziękuję', 'agree'],
    ['pl', 'potwierdzam', 'agree'],
    ['pl', 'NIE', 'decline'],
    ['pl', 'ANULUJ', 'cancel'],
    ['pl', 'odwoluje wizyte', 'cancel'],
    ['pl', 'rezygnuję z wizyty', 'cancel'],
    ['pl', 'prosze przelozyc na inny dzien', 'move'],
    ['uk', 'так, буду', 'agree'],
    ['uk', 'НІ', 'decline'],
    ['uk', 'скасуйте візит', 'cancel'],
    ['uk', 'перенести', 'move'],
    ['ru', 'ДА', 'agree'],
    ['ru', 'нет', 'decline'],
    ['ru', 'отмена', 'cancel'],
    ['ru', 'перенести', 'move'],
    ['ca', 'SÍ', 'agree'],
    ['ca', 'si', 'agree'],
    ['ca', 'no', 'decline'],
    ['ca', 'anul·lar', 'cancel'],
    ['en', 'yes please', 'agree'],
    ['en', 'No', 'decline'],
    ['en', 'CANCEL', 'cancel'],
    ['en', 'can I move it to Friday?', 'move'],
  ])('in %s "%s" means %s', async (language, text, meaning) => {
    expect(await read(text, language)).toMatchObject({ meaning, language })
  })
  it.each([
    ['pl', 'так', 'agree', 'uk'],
    ['pl', 'отмените', 'cancel', 'ru'],
    ['uk', 'odwołuję', 'cancel', 'pl'],
    ['uk', 'SÍ', 'agree', 'ca'],
  ])('a contact of %s may write "%s": %s in %s', async (language, text, meaning, other) => {
    expect(await read(text, language)).toMatchObject({ meaning, language: other })
  })
  it.each([
    ['pl', 'zadzwońcie o 17', FIVE],
    ['uk', "передзвоніть о п'ятій", FIVE],
    ['ru', 'перезвоните в 17', FIVE],
    ['ca', 'truqueu-me a les cinc', FIVE],
    ['en', 'call me at five', FIVE],
    ['pl', 'proszę zadzwonić', undefined],
    ['en', 'call me', undefined],
  ])('in %s "%s" asks for a call', async (language, text, callAt) => {
    const reading = await read(text, language)
    expect(reading.meaning).toBe('call')
    expect(reading.callAt).toBe(callAt)
  })
  it.each([
    ['tak, ale nie w piątek', 'yes under a condition'],
    ['proszę odwołać i przełożyć na piątek', 'two things at once'],
    ['proszę nie odwoływać', 'a no to something else'],
    ['Czy mogę przyjść z córką?', 'a question'],
    ['', 'nothing'],
    [`tak ${'i jeszcze jedno '.repeat(20)}`, 'a letter'],
  ])('"%s" is for a person to read: %s', async text => {
    expect(await read(text)).toMatchObject({ meaning: 'unclear', hasMore: true })
  })
  it('a question beside a yes is for a person to read as well', async () => {
    expect(await read('Tak, a gdzie to jest?')).toMatchObject({ meaning: 'agree', hasMore: true })
    expect(await read('Tak')).toMatchObject({ hasMore: false })
  })
  it('danger is never a mere answer', async () => {
    expect(await read('boli mnie w klatce piersiowej')).toMatchObject({ meaning: 'emergency' })
  })
})

describe('STOP', () => {
  const words = ['STOP', 'СТОП', 'Baixa', 'BAJA', 'unsubscribe', 'не писати', 'отписаться', 'nie piszcie']
  const cancels = ['CANCEL', 'ANULUJ', 'odwołuję', 'скасувати', 'отмена', 'anul·lar', 'please cancel my visit']
  const decorate = (text: string) =>
    fc
      .tuple(fc.constantFrom('', ' ', '\n'), fc.constantFrom('', '.', '!', ' !!', '...'), fc.boolean())
      .map(([before, after, isUpper]) => before + (isUpper ? text.toUpperCase() : text.toLowerCase()) + after)
  it('is understood whatever the language of the contact, and is never CANCEL, nor is CANCEL ever STOP', async () => {
    const written = fc.oneof(
      fc.constantFrom(...words).chain(text => decorate(text).map(one => ({ text: one, isStop: true }))),
      fc.constantFrom(...cancels).chain(text => decorate(text).map(one => ({ text: one, isStop: false }))),
    )
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom('pl', 'uk', 'ru', 'ca', 'en'), async ({ text, isStop }, language) => {
        const { meaning } = await read(text, language)
        expect(meaning === 'stop').toBe(isStop)
        expect(meaning === 'cancel').toBe(!isStop)
      }),
      { numRuns: 60 },
    )
  })
  it.each(['REZYGNUJĘ', 'rezygnuje', 'отказываюсь'])('%s may be about the visit too: a person asks', async text => {
    expect(await read(text)).toMatchObject({ meaning: 'stop', hasMore: true })
  })
  it.each(['START', 'Старт', 'старт, будь ласка', 'ALTA', 'proszę pisać', 'unstop', 'підписатися', 'подписаться', 'wznow'])(
    '%s takes it back',
    async text => {
      for (const language of ['pl', 'uk', 'ru', 'ca', 'en']) expect((await read(text, language)).meaning).toBe('start')
    },
  )
  it.each(['tak', 'yes', 'не пишите', 'start wizyty o ósmej', 'zapisz mnie'])('%s does not', async text => {
    expect((await read(text)).meaning).not.toBe('start')
  })
  it('within other words is none', async () => {
    expect((await read('nie stop, czekam na autobus')).meaning).not.toBe('stop')
  })
})
