import { DateTime } from 'luxon'
import type { InventedPatient } from '../../simulation/patients/index.ts'
import { type Doctor, DOCTORS } from './doctors.ts'
import { visitAt } from './fill-clinic.ts'

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
    const at = DateTime.fromMillis(visitAt(patient, began, zone), { zone }).toFormat('yyyy-MM-dd HH:mm')
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
