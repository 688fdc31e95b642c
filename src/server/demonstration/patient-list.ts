import { DateTime } from 'luxon'
import type { ClinicFixture } from '../../engine/clinic/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { InventedPatient } from '../../simulation/patients/index.ts'

/** A doctor of the clinic: the department as it is called in each language, and where it is. */
interface Doctor {
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

const doctorOf = ({ visit }: InventedPatient): Doctor => DOCTORS[visit.doctor] as Doctor
const COLUMNS = [
  'contact.id',
  'patient.name',
  'patient.phone',
  'patient.born',
  'contact.language',
  'appointment.id',
  'appointment.at',
  'appointment.doctor',
  'appointment.specialty',
  'appointment.place',
  'appointment.prep',
] as const

/** The list of the campaign, as a clinic's system would write it: CSV. `began` (epoch ms): days are counted from it. */
export function writePatientList(patients: readonly InventedPatient[], began: number, zone: string): string {
  const rows = patients.map(patient => {
    const { language, visit } = patient
    const doctor = doctorOf(patient)
    const at = `${DateTime.fromMillis(began, { zone }).plus({ days: visit.inDays }).toISODate()} ${visit.time}`
    const prep = doctor.prep?.[language] ?? ''
    return [
      patient.id,
      patient.name,
      patient.phone,
      patient.born,
      language,
      visit.id,
      at,
      doctor.name,
      doctor.specialty[language],
      doctor.place[language],
      prep,
    ]
  })
  return [COLUMNS, ...rows].map(row => `${row.map(cell => `"${cell}"`).join(';')}\r\n`).join('')
}

/** The same patients and visits as the clinic's own system holds them, with free times in the days after. */
export function makeDemonstrationClinic(patients: readonly InventedPatient[]): ClinicFixture {
  return {
    patients: patients.map(({ id, name, born, phone }) => ({ id, name, born, phone })),
    visits: patients.map(patient => ({
      id: patient.visit.id,
      patient: patient.id,
      at: { in_days: patient.visit.inDays, time: patient.visit.time },
      specialty: doctorOf(patient).specialty.pl,
      doctor: doctorOf(patient).name,
    })),
    schedule: DOCTORS.map(doctor => ({
      for: 'visit' as const,
      specialty: doctor.specialty.pl,
      weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const,
      times: ['08:00', '09:30', '11:00', '12:30', '14:00', '15:30', '17:00'],
      in_days: { from: 1, to: 14 },
    })),
  } as ClinicFixture
}
