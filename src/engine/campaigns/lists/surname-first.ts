/** Columns in which the surname stands before the given name. */
export const SURNAME_FIRST: ReadonlySet<string> = new Set([
  'nazwisko i imie',
  'nazwisko imie',
  'піб',
  'прізвище імя',
  'прізвище та імя',
  'прізвище імя по батькові',
  'фио',
  'ф и о',
  'фамилия имя',
  'фамилия имя отчество',
  'cognoms i nom',
  'nazwisko i imie pacjenta',
  'піб пацієнта',
  'фио пациента',
])
