/** Letters and how they sound, roughly, so that a name is found in whichever script and spelling a recogniser writes it. The longest spelling first. */
const SPELLINGS: readonly (readonly [string, string])[] = Object.entries({
  shch: 's',
  szcz: 's',
  sch: 's',
  dzh: 'z',
  dz: 'z',
  dż: 'z',
  cz: 'c',
  sz: 's',
  rz: 'z',
  zh: 'z',
  kh: 'h',
  ch: 'h',
  sh: 's',
  ts: 'c',
  tz: 'c',
  ck: 'ck',
  ph: 'f',
  th: 't',
  qu: 'k',
  ny: 'n',
  ll: 'l',
  tx: 'c',
  ix: 's',
  ya: 'a',
  ja: 'a',
  ia: 'a',
  yu: 'u',
  ju: 'u',
  iu: 'u',
  ye: 'e',
  je: 'e',
  ie: 'e',
  yo: 'o',
  jo: 'o',
  io: 'o',
  w: 'v',
  b: 'b',
  x: 's',
  q: 'k',
  y: 'i',
  j: 'i',
  ж: 'z',
  з: 'z',
  ц: 'c',
  ч: 'c',
  ш: 's',
  щ: 's',
  х: 'h',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'h',
  g: 'h',
  д: 'd',
  е: 'e',
  є: 'e',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  ы: 'i',
  э: 'e',
  ю: 'u',
  я: 'a',
  ь: '',
  ъ: '',
  "'": '',
}).sort(([one], [other]) => other.length - one.length)

/** How a folded word sounds, in few letters: equal for "Kowalska" and "Ковальская" but for the ending. */
export function soundOf(folded: string): string {
  let sounds = ''
  for (let at = 0; at < folded.length; ) {
    const spelling = SPELLINGS.find(([written]) => folded.startsWith(written, at))
    const sound = spelling?.[1] ?? folded.charAt(at)
    if (!sounds.endsWith(sound) || sound === '') sounds += sound
    at += spelling?.[0].length ?? 1
  }
  return sounds
}

/** Whether two words, by their sounds, are forms of one name: the same beginning and other endings, or a sound misheard. */
export function isLike(said: string, known: string): boolean {
  if (said === known) return true
  if (known.length < 3 || said.length < 3) return false
  const stem = known.length <= 4 ? known.length - (/[aeiou]$/.test(known) ? 1 : 0) : known.length - (known.length < 7 ? 1 : 2)
  if (stem >= 3 && said.startsWith(known.slice(0, stem)) && said.length <= known.length + 3) return true
  const allowed = known.length < 5 ? 0 : known.length < 8 ? 1 : 2
  return Math.abs(said.length - known.length) <= allowed && countEdits(said, known, allowed) <= allowed
}

function countEdits(one: string, other: string, most: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1)
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)))
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[other.length] ?? 0
}
