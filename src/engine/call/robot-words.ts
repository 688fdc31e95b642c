import type { Language } from '../../scenarios/model/documents.ts'
import type { SpokenSentence } from './ports.ts'

const SORRY: Readonly<Record<Language, string>> = {
  pl: 'Przepraszam, mam kłopot techniczny i muszę zakończyć rozmowę. Do usłyszenia.',
  uk: 'Перепрошую, виникла технічна проблема, і я мушу завершити розмову. До побачення.',
  ru: 'Извините, возникла техническая неполадка, и мне придётся закончить разговор. До свидания.',
  ca: "Ho sento, tinc un problema tècnic i he d'acabar la trucada. Adéu.",
  en: 'I am sorry, there is a technical problem and I have to end this call. Goodbye.',
}

const GOODBYES: Readonly<Record<Language, string>> = {
  pl: 'Przepraszam, muszę już zakończyć rozmowę. W razie potrzeby prosimy zadzwonić do przychodni. Do usłyszenia.',
  uk: 'Перепрошую, мушу вже завершити розмову. За потреби, будь ласка, зателефонуйте до клініки. До побачення.',
  ru: 'Извините, мне пора закончить разговор. При необходимости, пожалуйста, позвоните в клинику. До свидания.',
  ca: "Ho sento, he d'acabar la trucada. Si ho necessiteu, truqueu al centre. Adéu.",
  en: 'I am sorry, I have to end this call now. If you need anything, please call the clinic. Goodbye.',
}

/** What is said before a call is ended from outside: its campaign was stopped. */
export function goodbyeIn(language: Language): readonly SpokenSentence[] {
  return [{ key: 'goodbye', text: GOODBYES[language] ?? GOODBYES.en }]
}

/** What is said before a call ends by a fault of the robot: no text of the scenario, whose own may be what is wrong. */
export function sorryIn(language: Language): readonly SpokenSentence[] {
  return [{ key: 'sorry', text: SORRY[language] ?? SORRY.en }]
}

const ONE_MOMENT: Readonly<Record<Language, string>> = {
  pl: 'Chwileczkę.',
  uk: 'Хвилинку.',
  ru: 'Минутку.',
  ca: 'Un moment.',
  en: 'One moment.',
}

const CHOOSE_OF: Readonly<Record<Language, string>> = {
  pl: 'Proszę wybrać:',
  uk: 'Оберіть, будь ласка:',
  ru: 'Выберите, пожалуйста:',
  ca: 'Triï, si us plau:',
  en: 'Please choose:',
}

/** What asks for one of those that were meant alike; `list` as it is spoken. */
export function chooseOfIn(language: Language, list: string): readonly [SpokenSentence] {
  return [{ key: 'choose_of', text: `${CHOOSE_OF[language] ?? CHOOSE_OF.en} ${list}.` }]
}

/** What is said while something takes longer than a caller should wait in silence, and the script has no words for it. */
export function oneMomentIn(language: Language): readonly SpokenSentence[] {
  return [{ key: 'one_moment', text: ONE_MOMENT[language] ?? ONE_MOMENT.en }]
}
