import type { Language } from '../../../../scenarios/model/documents.ts'
import type { Gender } from '../name-data.ts'

type Rule = readonly [end: RegExp, nominative: string]

/** Ends that no nominative has. */
const ALWAYS: Readonly<Partial<Record<Language, readonly Rule[]>>> = {
  pl: [
    [/(?<=[sc]k|dzk)(?:iego|iemu|im)$/, 'i'],
    [/(?<=[sc]k|dzk)(?:iej|ą)$/, 'a'],
    [/(?<=wicz|cz)(?:a|em|owi|u)$/, ''],
    [/(?<=czyk|niak|czak|[sztł]ak|uk)(?:a|iem|owi)$/, ''],
    [/ę$/, 'a'],
  ],
  ru: [
    [/(?<=ск|цк)(?:ого|ому|им|ом)$/, 'ий'],
    [/(?<=ск|цк)(?:ой|ую|ою)$/, 'ая'],
    [/(?<=[оеё]в|[иы]н)(?:ой|у|ою)$/, 'а'],
    [/(?<=[оеё]в|[иы]н)ым$/, ''],
    [/(?<=[чщн]ук|юк|ич|ян)(?:а|ом|ем|у)$/, ''],
  ],
  uk: [
    [/(?<=ськ|цьк|зьк)(?:ого|ому|им)$/, 'ий'],
    [/(?<=ськ|цьк|зьк)(?:ої|ій|ою|у)$/, 'а'],
    [/(?<=[оеє]в|[иії]н)(?:ої|ій|ою)$/, 'а'],
    [/(?<=[оеє]в|[иії]н)им$/, ''],
    [/(?<=енк)(?:а|у|ові|ом)$/, 'о'],
    [/(?<=ук|юк|ич|ян|як)(?:а|ом|ем|у|ові|еві)$/, ''],
  ],
}
/** Ends that tell the case once the first name has told the gender, and that the name stands in an oblique case. */
const BY_GENDER: Readonly<Record<Gender, Readonly<Partial<Record<Language, readonly Rule[]>>>>> = {
  male: {
    pl: [
      [/(?<=[^aeiouyąęó]k)(?:iem)$/, '*ek'],
      [/(?<=[^aeiouyąęóc])k(?:a|owi|iem)$/, 'ek'],
      [/(?<=[^aeiouyąęó])c(?:a|owi|em)$/, 'ec'],
      [/(?<=k|g)iem$/, ''],
      [/ni(?:a|owi|em)$/, 'ń'],
      [/si(?:a|owi|em)$/, 'ś'],
      [/ci(?:a|owi|em)$/, 'ć'],
      [/(?:ego|emu|ym)$/, 'y'],
      [/(?:a|owi|em)$/, ''],
      [/[yą]$/, 'a'],
    ],
    ru: [
      [/(?<=[оеё]в|[иы]н)(?:а|у|ым|е)$/, ''],
      [/(?:ого|ому|ым)$/, 'ый'],
      [/[яю]$/, 'ь'],
      [/(?<=[^аеиоуыэюя])(?:а|у|ом)$/, ''],
    ],
    uk: [
      [/(?<=[оеє]в|[иії]н)(?:а|у|ові|і|е)$/, ''],
      [/(?:ого|ому|им)$/, 'ий'],
      [/(?:ця|цю|цем|цеві)$/, 'ець'],
      [/(?:я|ю|еві)$/, 'ь'],
      [/(?<=[^аеєиіїоуюя])(?:а|у|ом|ові)$/, ''],
    ],
  },
  female: {
    pl: [
      [/(?<=[^aeiouyąęó])y$/, 'a'],
      [/ą$/, 'a'],
      [/(?<=[^aeiouyąęó])ej$/, 'a'],
    ],
    ru: [
      [/(?<=[оеё]в|[иы]н)(?:ой|у|ою)$/, 'а'],
      [/(?:ой|ую)$/, 'ая'],
      [/(?<=[^аеиоуыэюя])[ыу]$/, 'а'],
    ],
    uk: [
      [/(?<=[оеє]в|[иії]н)(?:ої|ій|у|ою)$/, 'а'],
      [/(?:ої|ій|ою)$/, 'а'],
      [/(?<=[^аеєиіїоуюя])[иу]$/, 'а'],
    ],
  },
}

/**
 * The nominative of a surname in lower case that is in no list: undefined where its ending does not tell.
 * `gender` and that the case is oblique come from the first name beside it.
 */
export function restoreSurname(word: string, language: Language, gender: Gender | undefined): string | undefined {
  // "Kowalskim" and "Nowakiem" are men, "Кравчука" is one; a woman's name has no such end.
  const rules = [...(ALWAYS[language] ?? []), ...(gender === undefined ? [] : (BY_GENDER[gender][language] ?? []))]
  const rule = rules.find(([end]) => end.test(word))
  return rule === undefined || rule[1].startsWith('*') ? undefined : word.replace(rule[0], rule[1])
}

/** Ends of surnames that hardly another word has, in all cases. */
const SHAPES: Readonly<Record<Language, RegExp>> = {
  pl: /.{2}(?:(?:[wnrlłtpbmfc]|dz|[aeo])[sc]k|dzk)(?:i|iego|iemu|im|a|iej|ą)$|.{2}(?:wicz|czyk|czak|niak|owiak|szczak|szczuk|niuk|czuk|lak|rak)(?:a|owi|iem|em)?$/,
  ru: /.{2}(?:[оеё]в|[оеё]ва|[оеё]вой|[оеё]ву|[оеё]вым|[оеё]ву)$|.{2}(?:енко|швили|адзе|идзе|овский|евский|инский|ицкий|евич|ович|чук|щук|нюк|мян|нян|сян|тян|дян|рян|оглы|баев|беков)(?:а|у|ом|ем)?$|.{2}(?:ск|цк)(?:ий|ая|ого|ому|им|ой|ую)$|.{3}(?:кин|лин|шин|тин|дин|хин|ньин|мин|рин)(?:а|ой|у|ым)?$/,
  uk: /.{2}(?:енко|енка|енку|енкові|енком)$|.{2}(?:чук|щук|нюк|люк|дюк|сюк|рук|тюк|ишин|ович|евич|ів|чак|ляк|няк)(?:а|у|ом|ові)?$|.{2}(?:ськ|цьк|зьк)(?:ий|а|ого|ому|им|ої|ій|у|ою)$|.{2}(?:[оеє]в|[оеє]ва|[оеє]вої|[оеє]вій|[оеє]вою)$/,
  ca: /^(?:puig|mont|font|vila|casa|roca).{3,}$|.{2}(?:ez|och|oll|ells|olas|eres|ench)$/,
  en: /^(?:mc|mac|o'|fitz).{3,}$|.{3}(?:son|sson|stein|berg|worth|field|bury|wood|shaw|ston|ington)$/,
}

/** Whether a word, in lower case, ends as surnames do. */
export function looksLikeSurname(word: string, language: Language): boolean {
  return SHAPES[language].test(word)
}
