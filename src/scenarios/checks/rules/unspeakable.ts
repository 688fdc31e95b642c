import type { Language } from '../../model/documents.ts'
import type { Text } from '../../texts/index.ts'
import type { LineRole } from '../lines.ts'
import type { Report, Rule } from '../report.ts'
import { type Wording, wordingsOf } from '../wordings.ts'

/** Abbreviations that scripts of clinics are full of, with what a voice should say. */
const ABBREVIATIONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  pl: {
    'ul.': 'ulica',
    'al.': 'aleja',
    'pl.': 'plac',
    'os.': 'osiedle',
    dr: 'doktor',
    'dr.': 'doktor',
    'lek.': 'lekarz',
    'prof.': 'profesor',
    mgr: 'magister',
    'godz.': 'godzina',
    'tel.': 'telefon',
    nr: 'numer',
    'np.': 'na przykład',
    'm.in.': 'między innymi',
    'itd.': 'i tak dalej',
    'itp.': 'i tym podobne',
    'r.': 'roku',
    zł: 'złotych',
    'min.': 'minut',
    'pok.': 'pokój',
    'tzn.': 'to znaczy',
    'ok.': 'około',
    'p.': 'piętro',
  },
  ru: {
    'ул.': 'улица',
    'др.': 'другие',
    'тел.': 'телефон',
    'каб.': 'кабинет',
    'т.е.': 'то есть',
    'т.д.': 'так далее',
    'руб.': 'рублей',
    'мин.': 'минут',
    'г.': 'года',
    'д-р': 'доктор',
  },
  uk: {
    'вул.': 'вулиця',
    'тел.': 'телефон',
    'каб.': 'кабінет',
    грн: 'гривень',
    'хв.': 'хвилин',
    'р.': 'року',
    'тобто.': 'тобто',
    'д-р': 'доктор',
    'ін.': 'інші',
  },
  ca: {
    'c/': 'carrer',
    'av.': 'avinguda',
    'tel.': 'telèfon',
    'dr.': 'doctor',
    'dra.': 'doctora',
    'núm.': 'número',
    'etc.': 'etcètera',
    'min.': 'minuts',
  },
  en: {
    'dr.': 'doctor',
    dr: 'doctor',
    'st.': 'street',
    'tel.': 'telephone',
    'e.g.': 'for example',
    'i.e.': 'that is',
    'etc.': 'and so on',
    'approx.': 'about',
    'min.': 'minutes',
  },
}
const WEB_ADDRESS =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.[a-z]{2,}|(?<![\p{L}\d.])[\w-]+\.(?:pl|com|org|net|eu|ua|cat|es)(?!\p{L})/iu
const SYMBOL = /[%&/@*+=<>[\]#_|~^\\€$£§°№→•\p{Extended_Pictographic}]/u
const DIGITS = /\d+(?:[.,:]\d+)*/u
const CAPITALS = /(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/gu
/** Each is one UTF-16 unit. */
const codesOf = (signs: string): ReadonlySet<number> => new Set(Array.from(signs, sign => sign.charCodeAt(0)))
const SEPARATORS = codesOf(' \t\n,;!?()„”"«»…')
const SYMBOL_CODES = codesOf('%&/@*+=<>[]#_|~^\\€$£§°№→•')
/** Read as words by every voice, and known to every caller. */
const SPOKEN_CAPITALS = new Set(['SMS', 'OK', 'СМС', 'PIN', 'ПІН', 'ПИН'])
/** A message is read, not heard; a summary is for the clinic's own people. */
const SILENT: ReadonlySet<LineRole> = new Set(['text', 'summary'])

/** Digits, abbreviations, signs, addresses and capitals in what a voice speaks. */
export const checkUnspeakable: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const wording of wordingsOf(scene, view)) {
      if (wording.text !== undefined && !SILENT.has(wording.line.role)) checkWords(wording, wording.text, report)
    }
  }
}

function checkWords(wording: Wording, text: Text, report: Report): void {
  const words = wordsBetweenValues(text)
  const traces = findTraces(words, ABBREVIATIONS[wording.language])
  if (!traces.any) return
  const { source, path } = wording
  const address = traces.address ? WEB_ADDRESS.exec(words)?.[0].replace(/[.,;:!?]+$/, '') : undefined
  if (address !== undefined) report.within('text/web-address', source, path, ...locate(wording, address), { found: address })
  const rest = address === undefined ? words : words.replace(address, ' ')
  const digits = traces.digits ? DIGITS.exec(rest)?.[0] : undefined
  // "1 – przełożyć": a key's own name, which voices read well.
  if (digits !== undefined && !(wording.line.role === 'offer_keys' && digits.length === 1)) {
    report.within('text/digits', source, path, ...locate(wording, digits), { digits })
  }
  const found = traces.abbreviation
  const full = found === undefined ? undefined : ABBREVIATIONS[wording.language][found.toLowerCase()]
  if (found !== undefined) report.within('text/abbreviation', source, path, ...locate(wording, found), { found, full })
  const symbol = traces.symbol ? SYMBOL.exec(found === undefined ? rest : rest.replace(found, ' '))?.[0] : undefined
  if (symbol !== undefined) report.within('text/symbol', source, path, ...locate(wording, symbol), { found: symbol })
  if (!traces.capitals) return
  for (const [capitals] of rest.matchAll(CAPITALS)) {
    if (!SPOKEN_CAPITALS.has(capitals))
      report.within('text/capitals', source, path, ...locate(wording, capitals), { found: capitals })
  }
}

/** What a voice would stumble over in words as they are spoken: a digit, a sign, an abbreviation, an address; empty for nearly every line. */
export function findUnspeakable(words: string, language: Language): readonly string[] {
  const traces = findTraces(words, ABBREVIATIONS[language])
  const found = [
    traces.address ? WEB_ADDRESS.exec(words)?.[0] : undefined,
    traces.digits ? DIGITS.exec(words)?.[0] : undefined,
    traces.abbreviation,
    traces.symbol ? SYMBOL.exec(words)?.[0] : undefined,
  ]
  return found.filter(one => one !== undefined)
}

/** What a text could have that needs a closer look. */
interface Traces {
  readonly any: boolean
  readonly address: boolean
  readonly digits: boolean
  readonly symbol: boolean
  readonly capitals: boolean
  readonly abbreviation: string | undefined
}

/** One pass over the letters: nearly every line of a script has none of these, and searching for each costs more than all other rules. */
function findTraces(words: string, abbreviations: Readonly<Record<string, string>>): Traces {
  let address = false
  let digits = false
  let symbol = false
  let capitals = false
  let abbreviation: string | undefined
  let start = 0
  let wasCapital = false
  for (let at = 0; at <= words.length; at++) {
    const code = at < words.length ? words.charCodeAt(at) : 32
    const isCapital = (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x500 && isUpper(words, at))
    if (isCapital && wasCapital) capitals = true
    wasCapital = isCapital
    if (code >= 48 && code <= 57) digits = true
    else if (code === 46 || SEPARATORS.has(code)) {
      const end = code === 46 ? at + 1 : at
      if (end - start >= 2 && end - start <= 7 && abbreviation === undefined)
        abbreviation = readAbbreviation(words, start, end, abbreviations)
      if (code === 46 && at + 1 < words.length && !SEPARATORS.has(words.charCodeAt(at + 1))) address = true
      if (code !== 46) start = at + 1
    } else if (code === 64 || code === 58) address = true
    else if (SYMBOL_CODES.has(code) || code >= 0x2190) symbol = true
    if (code === 64 || code === 47) {
      symbol = true
      // "c/ Major": what ends with the slash is an abbreviation.
      if (code === 47 && at + 1 - start <= 7) abbreviation ??= readAbbreviation(words, start, at + 1, abbreviations)
    }
  }
  return {
    any: address || digits || symbol || capitals || abbreviation !== undefined,
    address,
    digits,
    symbol,
    capitals,
    abbreviation,
  }
}

function readAbbreviation(
  words: string,
  start: number,
  end: number,
  known: Readonly<Record<string, string>>,
): string | undefined {
  const written = words.slice(start, end)
  const key = written.toLowerCase()
  if (!Object.hasOwn(known, key)) return undefined
  // At the end of a sentence the dot of these is more likely a full stop after a word.
  const isLast = !/[\p{L}\d]/u.test(words.slice(end))
  return isLast && WORDS_OF_THEIR_OWN.has(key) ? undefined : written
}

function isUpper(words: string, at: number): boolean {
  const char = words[at] ?? ''
  return char.toLowerCase() !== char
}

const WORDS_OF_THEIR_OWN = new Set(['al.', 'os.', 'ok.', 'г.', 'р.', 'r.', 'p.'])

/** Words of all cases, with a space for each value; the `#` of a plural is a value. */
function wordsBetweenValues(text: Text): string {
  const only = text.parts[0]
  return text.parts.length === 1 && only?.kind === 'words' ? only.text : collect(text.parts)
}

function collect(parts: Text['parts']): string {
  return parts
    .map(part => {
      if (part.kind === 'words') return part.text
      return part.kind === 'value' ? ' ' : Object.values(part.cases).map(collect).join(' ')
    })
    .join('')
}

function locate({ written }: Wording, found: string): readonly [number, number] {
  const at = written.indexOf(found)
  return at < 0 ? [0, written.length] : [at, at + found.length]
}
