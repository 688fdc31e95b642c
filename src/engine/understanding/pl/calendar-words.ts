import { createWordTable } from '../tokens.ts'

/** Parts of the day, with their hours: from, and to (not included). */
export const PARTS = { morning: [6, 12], midday: [12, 14], afternoon: [12, 18], evening: [18, 22], night: [22, 30] } as const
/** A part of the day by its name in scenarios. */
export type PartOfDay = keyof typeof PARTS

function* listForms<T>(rows: readonly (readonly [T, string])[]): Iterable<readonly [string, T]> {
  for (const [value, forms] of rows) for (const form of forms.split(' ')) yield [form, value]
}

/** 1 = Monday. */
export const WEEKDAYS = createWordTable(
  listForms<number>([
    [1, 'poniedziałek poniedziałku poniedziałkiem poniedziałki'],
    [2, 'wtorek wtorku wtorkiem wtorki'],
    [3, 'środa środę środy środzie środą'],
    [4, 'czwartek czwartku czwartkiem czwartki'],
    [5, 'piątek piątku piątkiem piątki'],
    [6, 'sobota sobotę soboty sobocie sobotą'],
    [7, 'niedziela niedzielę niedzieli niedzielą'],
  ]),
)
/** 1 = January. */
export const MONTHS = createWordTable(
  listForms<number>([
    [1, 'styczeń stycznia styczniu'],
    [2, 'luty lutego lutym'],
    [3, 'marzec marca marcu'],
    [4, 'kwiecień kwietnia kwietniu'],
    [5, 'maj maja maju'],
    [6, 'czerwiec czerwca czerwcu'],
    [7, 'lipiec lipca lipcu'],
    [8, 'sierpień sierpnia sierpniu'],
    [9, 'wrzesień września wrześniu'],
    [10, 'październik października październiku'],
    [11, 'listopad listopada listopadzie'],
    [12, 'grudzień grudnia grudniu'],
  ]),
)
/** Days from today. */
export const RELATIVE_DAYS = createWordTable(
  listForms<number>([
    [0, 'dziś dzisiaj dzisiejszy dzisiejszego dzisiejsza'],
    [1, 'jutro jutra jutrzejszy jutrzejszego'],
    [2, 'pojutrze pojutrza'],
    [-1, 'wczoraj wczorajszy'],
    [-2, 'przedwczoraj'],
  ]),
)
/** How the parts of a day are named. */
export const PART_WORDS = createWordTable(
  listForms<PartOfDay>([
    ['morning', 'rano ranem przedpołudnie przedpołudniem przedpołudnia'],
    ['afternoon', 'popołudnie popołudniu popołudniem popołudnia popołudniowy popołudniowa'],
    ['evening', 'wieczór wieczorem wieczoru wieczorny'],
    ['night', 'nocą'],
  ]),
)
/** After "za": days, or minutes. */
export const SPANS = createWordTable<{ readonly days?: number; readonly minutes?: number }>([
  ...listForms<{ readonly days?: number; readonly minutes?: number }>([
    [{ days: 1 }, 'dzień dni'],
    [{ days: 7 }, 'tydzień tygodnie tygodni'],
    [{ minutes: 60 }, 'godzinę godziny godzin godzinkę'],
    [{ minutes: 1 }, 'minutę minuty minut minutek'],
  ]),
])
