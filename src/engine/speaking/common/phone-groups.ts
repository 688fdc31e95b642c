/** A telephone number cut as it is said. */
export interface PhoneGroups {
  /** Digits of the country code without the plus; undefined where none was given, or where the number is the country's own. */
  readonly country: string | undefined
  readonly groups: readonly string[]
}

/** Calling codes that are cut off before grouping; of those that begin alike the longest stands first. */
const COUNTRIES =
  /^(?:1|7|2[07]|3[0123469]|4[013456789]|5[12345678]|6[0123456]|8[1246]|9[0123458]|21\d|22\d|23\d|24\d|25\d|26\d|29\d|35\d|37\d|38\d|42\d|50\d|59\d|67\d|68\d|69\d|80\d|85\d|88\d|96\d|97\d|99\d)/

/** How the countries of the five languages and their neighbours cut their national numbers. */
function cutNational(country: string | undefined, digits: string): readonly number[] {
  const length = digits.length
  switch (country) {
    case '48':
      // Mobile numbers in threes, the others with their area code (UKE numbering plan).
      return length !== 9 || /^(?:80|70|45|50|51|53|57|60|66|69|72|73|78|79|88)/.test(digits) ? [3, 3, 3] : [2, 3, 2, 2]
    case '34':
      return length === 9 ? [3, 2, 2, 2] : [3]
    case '380':
      return length === 9 ? [2, 3, 2, 2] : [3, 3, 2, 2]
    case '7':
      return length === 11 ? [1, 3, 3, 2, 2] : [3, 3, 2, 2]
    case '44':
      // Mobiles 7xxx, London and other big cities 2x, then three-digit areas (Ofcom).
      if (digits.startsWith('2')) return [2, 4, 4]
      return /^(?:1[02-9]1|11\d|3|8)/.test(digits) ? [3, 3, 4] : [4, 3, 3]
    case '33':
      return [1, 2, 2, 2, 2]
    case '376':
      return [3, 3]
    case '375':
      return [2, 3, 2, 2]
    case '1':
      return [3, 3, 4]
    default:
      return [3]
  }
}

/**
 * Cuts a telephone number by the plan of its own country. A number without a country code is taken as one of `home`, and the code of
 * `home` is left out where `dropHome` says that the national number is dialled as it is.
 */
export function groupPhone(phone: string, home: string | undefined, dropHome: boolean): PhoneGroups {
  const isForeign = /^\s*\+/.test(phone) || /^\s*00\d{9}/.test(phone)
  const digits = phone.replace(/\D/g, '')
  if (isForeign) {
    const full = /^\s*\+/.test(phone) ? digits : digits.slice(2)
    const code = COUNTRIES.exec(full)?.[0] ?? ''
    const national = full.slice(code.length)
    if (code === '' || national === '') return { country: '', groups: splitBy(full, [3]) }
    // Ukrainians say "plus thirty eight, zero sixty seven": the zero of the code is the one that is dialled at home.
    if (code === '380' && national.length === 9) return { country: '38', groups: splitBy(`0${national}`, [3, 3, 2, 2]) }
    const groups = splitBy(national, cutNational(code, national))
    return { country: dropHome && code === home ? undefined : code, groups }
  }
  const withCode = home !== undefined && dropHome && digits.length === home.length + 9 && digits.startsWith(home)
  const national = withCode ? digits.slice(home.length) : digits
  return { country: undefined, groups: splitBy(national, cutHome(home, national)) }
}

/** A number as it is written at home, perhaps with the prefix of a long-distance call. */
function cutHome(home: string | undefined, digits: string): readonly number[] {
  if (digits.length <= 4) return [4]
  if (home === '380' && digits.length === 10) return [3, 3, 2, 2]
  if (home === '7' && digits.length === 11) return [1, 3, 3, 2, 2]
  if (home === '44' && digits.startsWith('0') && digits.length >= 10) {
    const [first = 4, ...rest] = cutNational(home, digits.slice(1))
    return [first + 1, ...rest]
  }
  if (digits.length <= 7) return digits.length === 7 ? [3, 2, 2] : digits.length === 6 ? [3, 3] : [3, 2]
  return cutNational(digits.length === 9 && home !== '34' && home !== '48' ? undefined : home, digits)
}

/** Cuts digits into groups of the sizes given; the last size repeats. A single digit does not stay behind alone: four that are left are two and two, three stay together. */
function splitBy(digits: string, sizes: readonly number[]): readonly string[] {
  const groups: string[] = []
  let at = 0
  for (let index = 0; at < digits.length; index += 1) {
    const planned = sizes[Math.min(index, sizes.length - 1)] ?? 3
    const isAlmostAll = index >= sizes.length - 1 && digits.length - at === planned + 1
    const size = !isAlmostAll ? planned : planned === 3 ? 2 : planned === 2 ? 3 : planned
    groups.push(digits.slice(at, at + size))
    at += size
  }
  return groups
}
