import { DAY_MS } from '../plan/index.ts'

/** A feast: the same date every year, or so many days from an Easter. */
export type Feast =
  | {
      readonly kind: 'date'
      readonly name: string
      readonly month: number
      readonly day: number
      readonly from: number
      readonly to: number
    }
  | {
      readonly kind: 'easter'
      readonly name: string
      readonly easter: 'western' | 'eastern'
      readonly days: number
      readonly from: number
      readonly to: number
    }

/** Whether a local day (days since 1970) is one of the feasts. The feasts of a year are reckoned once. */
export function createFeastCheck(feasts: readonly Feast[]): (day: number) => boolean {
  const years = new Map<number, ReadonlySet<number>>()
  return day => {
    const year = new Date(day * DAY_MS).getUTCFullYear()
    let days = years.get(year)
    if (days === undefined) years.set(year, (days = new Set(listFeasts(feasts, year).map(feast => feast.day))))
    return days.has(day)
  }
}

/** Feasts of a year with their days (days since 1970), in order. */
export function listFeasts(feasts: readonly Feast[], year: number): readonly { readonly day: number; readonly name: string }[] {
  return feasts
    .filter(({ from, to }) => from <= year && year <= to)
    .map(feast => ({
      name: feast.name,
      day:
        feast.kind === 'date'
          ? Date.UTC(year, feast.month - 1, feast.day) / DAY_MS
          : (feast.easter === 'western' ? findWesternEaster(year) : findEasternEaster(year)) + feast.days,
    }))
    .sort((left, right) => left.day - right.day)
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 13, 1876), as days since 1970. */
function findWesternEaster(year: number): number {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100]
  const leap = Math.floor(century / 4)
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - leap - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const sum = epact + weekday - 7 * shift + 114
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / DAY_MS
}

/** Easter Sunday of the churches that reckon by the Julian calendar (Meeus, Astronomical Algorithms, ch. 8), as days since 1970. */
function findEasternEaster(year: number): number {
  const moon = (19 * (year % 19) + 15) % 30
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const sum = moon + weekday + 114
  // Between 1900 and 2099 the calendars are thirteen days apart.
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1 + 13) / DAY_MS
}
