import { describe, expect, test } from 'vitest'
import { BASE, checkFiles } from '../../golden/overlay.ts'

/** What is found in one line that a policy of a language speaks; the policy's other lines are left out. */
function findInLine(language: string, line: string): readonly string[] {
  const policy = (BASE.get('policies/clinic.yaml') ?? '')
    .replace('speaks: pl', `speaks: ${language}`)
    .replace('"Tu automatyczny asystent, {clinic.name}."', JSON.stringify(line))
  const files = new Map([...BASE, ['policies/clinic.yaml', policy]])
  const { findings, sources } = checkFiles(files)
  const text = sources.get('policies/clinic.yaml')?.text ?? ''
  const lineNumber = text.slice(0, text.indexOf(JSON.stringify(line))).split('\n').length
  return findings
    .filter(({ file, span, code }) => file === 'policies/clinic.yaml' && span.line === lineNumber && code.startsWith('text/'))
    .map(({ code }) => code)
}

describe('wording that takes the caller for a man or a woman', () => {
  test.each([
    ['pl', 'Czy chce Pan przełożyć wizytę?'],
    ['pl', 'Czy rozmawiam z Panem/Panią?'],
    ['pl', 'Czy prosiłaś o termin?'],
    ['pl', 'Czy jest Pan(i) zainteresowany?'],
    ['ru', 'Вы согласен перенести визит?'],
    ['ru', 'Уважаемый пациент, доброе утро.'],
    ['uk', 'Пане, чи підходить час?'],
    ['uk', 'Ви згодна перенести візит?'],
    ['ca', 'Senyora, li va bé?'],
    ['ca', 'Està interessat en venir?'],
    ['en', 'Good morning, sir.'],
    ['en', 'Is this Mr Smith?'],
  ])('%s: %s', (language, line) => {
    expect(findInLine(language, line)).toContain('text/gendered')
  })

  test.each([
    ['pl', 'Czy termin jest aktualny?'],
    ['pl', 'Czy chce Pan lub Pani przełożyć wizytę?'],
    ['pl', 'Przyjmie Pani doktor.'],
    ['pl', 'Spanikować nie trzeba, panel jest na ścianie.'],
    ['ru', 'Вы согласны перенести визит?'],
    ['uk', 'Ви згодні перенести візит?'],
    ['uk', 'Компанія телефонує в понеділок.'],
    ['ca', 'Li va bé aquesta hora?'],
    ['en', 'The desired time is free, miss nothing.'],
  ])('is not seen in %s: %s', (language, line) => {
    expect(findInLine(language, line)).toEqual([])
  })
})

describe('what a voice cannot read', () => {
  test.each([
    ['pl', 'Zapraszamy na 8.30.', ['text/digits']],
    ['pl', 'Wizyta u dr Nowak.', ['text/abbreviation']],
    ['pl', 'Proszę przyjść m.in. z dowodem.', ['text/abbreviation']],
    ['pl', 'Zniżka dla dzieci w % ceny.', ['text/symbol']],
    ['pl', 'Proszę pisać na poczta@example.com.', ['text/web-address']],
    ['pl', 'Miłego dnia 🙂', ['text/symbol']],
    ['pl', 'Opłaca NFZ albo ZUS.', ['text/capitals', 'text/capitals']],
    ['ru', 'Ждём на ул. Садовой.', ['text/abbreviation']],
    ['uk', 'Чекаємо на вул. Садовій.', ['text/abbreviation']],
    ['ca', 'Som al c/ Major.', ['text/abbreviation']],
    ['en', 'Bring your papers, e.g. a passport.', ['text/abbreviation']],
    ['uk', 'Чекаємо у клiніці.', ['text/mixed-script']],
    ['uk', 'Мы ждём вас.', ['text/wrong-script']],
    ['ru', 'Чекаємо на вас у клініці.', ['text/wrong-script']],
    ['pl', 'Чекаємо.', ['text/wrong-script']],
    ['ru', 'Welcome.', ['text/wrong-script']],
  ])('%s: %s', (language, line, codes) => {
    expect(findInLine(language, line)).toEqual(codes)
  })

  test.each([
    ['pl', 'Czy to jest OK? Wyślę SMS.'],
    ['pl', 'Wszystko jest na miejscu, proszę zabrać dwie osoby i nic więcej.'],
    ['pl', 'Wszystko ok.'],
    ['ca', "L'esperem a l'hospital de Sant Pau."],
    ['uk', "Чекаємо на здоровʼя та м'який день."],
    ['en', 'No. We are open.'],
    ['pl', 'Koniec… „Tak”? Dobrze – do usłyszenia!'],
  ])('is not seen in %s: %s', (language, line) => {
    expect(findInLine(language, line)).toEqual([])
  })
})

test('the robot must be named in each language', () => {
  const block = BASE.get('blocks/identity/uk.yaml') ?? ''
  const files = (from: string, to: string) => new Map([...BASE, ['blocks/identity/uk.yaml', block.replace(from, to)]])
  const codes = (files: ReadonlyMap<string, string>) => checkFiles(files).findings.map(({ code, file }) => `${code} ${file}`)
  expect(codes(files('це автоматичний помічник клініки', 'це голосовий помічник клініки'))).toEqual([])
  expect(codes(files('це автоматичний помічник клініки', 'це помічник клініки'))).toEqual([
    'safety/no-disclosure blocks/identity/uk.yaml',
  ])
})
