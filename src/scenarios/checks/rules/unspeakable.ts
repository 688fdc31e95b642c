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
    'no.': 'number',
    'min.': 'minutes',
  },
}
const WEB_ADDRESS =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.[a-z]{2,}|(?<![\p{L}\d.])[\w-]+\.(?:pl|com|org|net|eu|ua|cat|es)(?!\p{L})/iu
const SYMBOL = /[%&/@*+=<>#_|~^\\€$£§°№→•\p{Extended_Pictographic}]/u
const DIGITS = /\d+(?:[.,:]\d+)*/u
const CAPITALS = /(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/u
const INTERESTING = /[\d\p{Lu}%&/@*+=<>#_|~^\\€$£§°№→•.\p{Extended_Pictographic}]|dr|nr|zł|mgr|грн|д-р/u
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
  const { language, line } = wording
  const words = wordsBetweenValues(text)
  if (!INTERESTING.test(words)) return
  const address = WEB_ADDRESS.exec(words)?.[0].replace(/[.,;:!?]+$/, '')
  if (address !== undefined)
    report.within('text/web-address', wording.source, wording.path, ...locate(wording, address), { found: address })
  const rest = address === undefined ? words : words.replace(address, ' ')
  const digits = DIGITS.exec(rest)?.[0]
  // "1 – przełożyć": a key's own name, which voices read well.
  if (digits !== undefined && !(line.role === 'offer_keys' && digits.length === 1))
    report.within('text/digits', wording.source, wording.path, ...locate(wording, digits), { digits })
  const abbreviation = findAbbreviation(rest, language)
  if (abbreviation !== undefined) {
    report.within('text/abbreviation', wording.source, wording.path, ...locate(wording, abbreviation.found), abbreviation)
  }
  const symbol = SYMBOL.exec(abbreviation === undefined ? rest : rest.replace(abbreviation.found, ' '))?.[0]
  if (symbol !== undefined)
    report.within('text/symbol', wording.source, wording.path, ...locate(wording, symbol), { found: symbol })
  for (const [found] of rest.matchAll(new RegExp(CAPITALS, 'gu'))) {
    if (!SPOKEN_CAPITALS.has(found))
      report.within('text/capitals', wording.source, wording.path, ...locate(wording, found), { found })
  }
}

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

function findAbbreviation(words: string, language: Language): { found: string; full: string | undefined } | undefined {
  const known = ABBREVIATIONS[language]
  const pieces = words.split(/[\s,;:!?()„”"«»]+/)
  for (const [index, piece] of pieces.entries()) {
    const key = piece.toLowerCase()
    if (!Object.hasOwn(known, key)) continue
    // At the end of a sentence the dot is a full stop: "no." in English, "min." nowhere else.
    const isLast = index >= pieces.length - 1 || pieces[index + 1] === ''
    if (isLast && key.endsWith('.') && WORDS_OF_THEIR_OWN.has(key)) continue
    return { found: piece, full: known[key] }
  }
  return undefined
}
const WORDS_OF_THEIR_OWN = new Set(['no.', 'al.', 'os.', 'ok.', 'г.', 'р.', 'r.', 'p.'])

function locate({ written }: Wording, found: string): readonly [number, number] {
  const at = written.indexOf(found)
  return at < 0 ? [0, written.length] : [at, at + found.length]
}
