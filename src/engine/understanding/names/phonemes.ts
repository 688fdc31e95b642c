import { foldWord } from '../tokens.ts'

/** How letters are read: `cyrillic` for Russian and Ukrainian, Latin as Poles, as Catalans (and Spaniards), or as the English and transliterators of Cyrillic. */
export type Reading = 'cyrillic' | 'pl' | 'ca' | 'en'

/** Spellings and their sounds, one letter a sound: S sh, Z zh, C ch, J dzh, c ts. The longest spelling wins; `^` begins and `$` ends a word. */
const CYRILLIC =
  'а a|б b|в v|г g|ґ g|д d|е e|ё jo|є je|ж Z|з z|и i|і i|ї ji|й j|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ў v|ф f|х h|ц c|ч C|ш S|щ S|ъ |ы i|ь |э e|ю ju|я ja|дж J|тс c|ий$ i|ый$ i|ій$ i|ия ja|ія ja|ье je|ьо jo|ио jo|іо jo|ию ju|ію ju|ие je|іє je'
const POLISH =
  'a a|ą on|ąb omb|ąp omp|b b|c c|ć C|ch h|cz C|ci C|cia Ca|cie Ce|cio Co|ciu Cu|cią Con|cię Cen|d d|dz J|dź J|dzi Ji|dzia Ja|dzie Je|dzio Jo|dziu Ju|dż J|e e|ę en|ęb emb|ęp emp|ę$ e|f f|g g|h h|i i|ia ja|ie je|io jo|iu ju|ió ju|ią jon|ię jen|ii$ ji|j j|k k|l l|ł l|m m|n n|ń n|o o|ó u|p p|q k|r r|rz Z|s s|ś S|sz S|si Si|sia Sa|sie Se|sio So|siu Su|t t|u u|v v|w v|x ks|y i|ya ja|yi ji|z z|ź Z|zi Zi|zia Za|zie Ze|zio Zo|ż Z|sch S|th t|ph f|ou u|qu kv'
const CATALAN =
  'a a|b b|c k|ç s|ce se|ci si|cz C|d d|e e|f f|g g|ge Ze|gi Zi|gue ge|gui gi|gu gv|h |i i|ia ja|ie je|io jo|iu ju|ig$ iC|aig$ aC|eig$ eC|oig$ oC|uig$ uC|j Z|k k|l l|ll j|l·l l|m m|n n|ñ nj|ny nj|ny$ nj|o o|p p|q k|que ke|qui ki|qu kv|r r|s s|t t|tx C|tg J|tj J|tz c|u u|v b|w b|x S|ix S|ex eks|y j|y$ i|yn in|z s|ch C|ch$ k|ph f|th t|sh S|ss s|rr r'
const ENGLISH =
  'a a|ae e|ah a|ai e|ay e|au o|aw o|b b|c k|ce se|ci si|cy si|ch C|chr kr|ck k|cz C|d d|dge J|dg J|e e|ea i|ee i|eigh e|ei e|ey i|ew u|eh e|e$ |es$ s|f f|g g|ge$ J|geo Jo|gh |ger Jer|gi gi|h h|i i|ia ja|ie i|io jo|igh i|j J|k k|kh h|kn n|l l|m m|mb$ m|n n|o o|oa o|oe o|oh o|oo u|ou u|ow o|p p|ph f|q k|qu kv|r r|rh r|s s|sch S|sh S|shch S|t t|tch C|th t|ts c|tz c|u u|v v|w v|wr r|wh v|x ks|^x z|y i|^y j|ya ja|ye je|yo jo|yu ju|yi ji|ia$ ja|iy$ i|yy$ i|ij$ i|z z|zh Z|ue$ u|sz S'

interface Spelling {
  readonly sounds: string
  readonly begins: boolean
  readonly ends: boolean
}
interface Table {
  readonly spellings: ReadonlyMap<string, readonly Spelling[]>
  readonly longest: number
}

function makeTable(text: string): Table {
  const spellings = new Map<string, Spelling[]>()
  let longest = 1
  for (const entry of text.split('|')) {
    const [written = '', sounds = ''] = entry.split(' ')
    const letters = written.replace(/[$^]/g, '')
    const known = spellings.get(letters) ?? []
    const spelling = { sounds, begins: written.startsWith('^'), ends: written.endsWith('$') }
    // What holds only at an edge of the word is tried first.
    if (spelling.begins || spelling.ends) known.unshift(spelling)
    else known.push(spelling)
    spellings.set(letters, known)
    longest = Math.max(longest, letters.length)
  }
  return { spellings, longest }
}

const TABLES: Readonly<Record<Reading, Table>> = {
  cyrillic: makeTable(CYRILLIC),
  pl: makeTable(POLISH),
  ca: makeTable(CATALAN),
  en: makeTable(ENGLISH),
}

/** The sounds of a word in lower case, double ones made single. Letters that the reading does not know are tried without their marks, then left out. */
export function readSounds(word: string, reading: Reading): string {
  const table = TABLES[reading]
  let sounds = ''
  for (let at = 0; at < word.length; ) {
    let step = 1
    let found: string | undefined
    for (let length = Math.min(table.longest, word.length - at); length > 0 && found === undefined; length -= 1) {
      const letters = word.slice(at, at + length)
      const spelling = table.spellings
        .get(letters)
        ?.find(({ begins, ends }) => (!begins || at === 0) && (!ends || at + length === word.length))
      if (spelling === undefined) continue
      found = spelling.sounds
      step = length
    }
    if (found === undefined) {
      const plain = foldWord(word.charAt(at))
      found = table.spellings.get(plain)?.find(({ begins, ends }) => !begins && !ends)?.sounds ?? ''
    }
    for (const sound of found) if (sound !== sounds.at(-1)) sounds += sound
    at += step
  }
  return sounds
}

const CYRILLIC_LETTER = /\p{Script=Cyrillic}/u

/** Whether a word is written in Cyrillic letters. */
export function isCyrillic(word: string): boolean {
  return CYRILLIC_LETTER.test(word)
}

/** What two sounds cost one for the other: what telephones and recognisers mix up is cheap. */
const MIXED =
  'bp.5 dt.5 gk.5 fv.4 sz.4 SZ.4 CJ.4 gh.3 hk.6 mn.5 sS.35 zZ.35 sC.5 cC.35 cs.35 ct.6 SC.4 tC.6 dJ.5 ZJ.3 JS.5 vl.5 vb.5 lr.7 rZ.6 lj.5 jZ.6 jJ.5 ij.2 uv.4 hf.6 td.5 zJ.4 zc.5 sh.7 ' +
  'ao.45 ae.55 ei.4 eo.6 ou.4 ai.7 au.7 iu.65 eu.7 oi.8'
const COSTS = new Float32Array(128 * 128).fill(1)
const DROPS = new Float32Array(128).fill(1)
for (const vowel of 'aeiou') {
  DROPS[vowel.charCodeAt(0)] = 0.8
  for (const consonant of 'bpdtgkvfzsZScCJhmnlr') {
    COSTS[vowel.charCodeAt(0) * 128 + consonant.charCodeAt(0)] = 1.3
    COSTS[consonant.charCodeAt(0) * 128 + vowel.charCodeAt(0)] = 1.3
  }
}
for (const entry of MIXED.trim().split(' ')) {
  const one = entry.charCodeAt(0)
  const other = entry.charCodeAt(1)
  const cost = Number(entry.slice(2))
  COSTS[one * 128 + other] = cost
  COSTS[other * 128 + one] = cost
}
for (let at = 0; at < 128; at += 1) COSTS[at * 128 + at] = 0
DROPS['j'.charCodeAt(0)] = 0.25
DROPS['h'.charCodeAt(0)] = 0.6
DROPS['r'.charCodeAt(0)] = 0.8

const LONGEST = 40
const ROWS = [new Float32Array(LONGEST + 1), new Float32Array(LONGEST + 1)] as const

/** How far two words are apart in sound, 0 for the same, about 1 for each sound that differs. */
export function measureDistance(one: string, other: string): number {
  if (one === other) return 0
  const length = Math.min(one.length, LONGEST)
  const width = Math.min(other.length, LONGEST)
  let [before, row] = ROWS
  before[0] = 0
  for (let at = 1; at <= width; at += 1) before[at] = (before[at - 1] ?? 0) + (DROPS[other.charCodeAt(at - 1)] ?? 1)
  for (let i = 1; i <= length; i += 1) {
    const sound = one.charCodeAt(i - 1)
    const drop = DROPS[sound] ?? 1
    // Names are told apart by how they begin.
    const weight = i === 1 ? 1.2 : 1
    row[0] = (before[0] ?? 0) + drop * weight
    for (let j = 1; j <= width; j += 1) {
      const heard = other.charCodeAt(j - 1)
      const changed = (before[j - 1] ?? 0) + (COSTS[sound * 128 + heard] ?? 1) * (j === 1 ? weight : 1)
      const dropped = (before[j] ?? 0) + drop
      const added = (row[j - 1] ?? 0) + (DROPS[heard] ?? 1)
      row[j] = changed < dropped ? (changed < added ? changed : added) : dropped < added ? dropped : added
    }
    ;[before, row] = [row, before]
  }
  return before[width] ?? 0
}

/** How alike two strings of sounds are, 0..1. Short words are told apart by less. */
export function measureSoundLikeness(one: string, other: string): number {
  if (one === '' || other === '') return 0
  const longest = Math.max(one.length, other.length)
  return Math.max(0, 1 - (1.25 * measureDistance(one, other)) / Math.max(3, longest))
}
