import type { Language } from '../../scenarios/model/documents.ts'

/** A doctor of the clinic: the department as it is called in each language, and where it is. */
export interface Doctor {
  readonly name: string
  readonly specialty: Readonly<Record<Language, string>>
  readonly place: Readonly<Record<Language, string>>
  readonly prep?: Readonly<Record<Language, string>>
}

const GROUND_FLOOR = {
  pl: 'parter, gabinet trzeci',
  uk: 'перший поверх, третій кабінет',
  ru: 'первый этаж, третий кабинет',
  ca: 'planta baixa, consulta tres',
  en: 'ground floor, room three',
}
const FIRST_FLOOR = {
  pl: 'pierwsze piętro, gabinet dwunasty',
  uk: 'другий поверх, дванадцятий кабінет',
  ru: 'второй этаж, двенадцатый кабинет',
  ca: 'primer pis, consulta dotze',
  en: 'first floor, room twelve',
}

/** The demonstration's clinic. */
export const DOCTORS: readonly Doctor[] = [
  {
    name: 'Ewa Zielińska',
    specialty: {
      pl: 'poradnia kardiologiczna',
      uk: 'кардіологічний кабінет',
      ru: 'кабинет кардиолога',
      ca: 'consulta de cardiologia',
      en: 'cardiology clinic',
    },
    place: FIRST_FLOOR,
    prep: {
      pl: 'Proszę zabrać ostatnie badania krwi i listę leków.',
      uk: 'Візьміть, будь ласка, останні аналізи крові та список ліків.',
      ru: 'Возьмите, пожалуйста, последние анализы крови и список лекарств.',
      ca: 'Porti les últimes anàlisis de sang i la llista de medicaments.',
      en: 'Please bring your latest blood tests and a list of your medicines.',
    },
  },
  {
    name: 'Marek Wójcik',
    specialty: {
      pl: 'lekarz rodzinny',
      uk: 'сімейний лікар',
      ru: 'семейный врач',
      ca: 'medicina de família',
      en: 'family doctor',
    },
    place: GROUND_FLOOR,
  },
  {
    name: 'Hanna Dąbrowska',
    specialty: {
      pl: 'poradnia okulistyczna',
      uk: 'кабінет окуліста',
      ru: 'кабинет окулиста',
      ca: "consulta d'oftalmologia",
      en: 'eye clinic',
    },
    place: FIRST_FLOOR,
  },
  {
    name: 'Tomasz Lis',
    specialty: {
      pl: 'poradnia ortopedyczna',
      uk: 'кабінет ортопеда',
      ru: 'кабинет ортопеда',
      ca: 'consulta de traumatologia',
      en: 'orthopaedic clinic',
    },
    place: GROUND_FLOOR,
  },
  {
    name: 'Irena Sowa',
    specialty: {
      pl: 'poradnia neurologiczna',
      uk: 'кабінет невролога',
      ru: 'кабинет невролога',
      ca: 'consulta de neurologia',
      en: 'neurology clinic',
    },
    place: FIRST_FLOOR,
  },
]
