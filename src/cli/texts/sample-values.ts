import { DateTime } from 'luxon'
import type { DataType } from '../../scenarios/model/data-type.ts'

/** An invented value of a type, for data that only a call would bring. `name` is the datum's own, in words, for what is free text. */
export function makeSample(type: DataType, name: string, zone: string): unknown {
  switch (type.kind) {
    case 'text':
      return name.replaceAll('_', ' ')
    case 'person':
      return { name: 'Anna Nowak', gender: 'female' }
    case 'phone':
      return '+48600000201'
    case 'date':
      return '1962-03-12'
    case 'time':
      return '10:30'
    case 'moment':
      return momentsOf(zone)[0]
    case 'address':
      return { street: 'Lipowa', building: '5' }
    case 'pressure':
      return { systolic: 140, diastolic: 90 }
    case 'yes_no':
      return true
    case 'number':
    case 'scale':
      return type.to ?? 3
    case 'choice':
      return type.of[0] ?? ''
    case 'list':
      return type.of.kind === 'moment' ? momentsOf(zone) : [makeSample(type.of, name, zone)]
    case 'group':
      return Object.fromEntries(Object.entries(type.fields).map(([field, of]) => [field, makeSample(of, field, zone)]))
  }
}

function momentsOf(zone: string): readonly number[] {
  return ['2031-03-12T10:30', '2031-03-12T14:45', '2031-03-14T08:15'].map(at => DateTime.fromISO(at, { zone }).toMillis())
}
