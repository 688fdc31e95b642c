import type { Language } from '../../model/documents.ts'
import type { TextPart } from '../../texts/index.ts'
import type { Rule } from '../report.ts'
import { findPlaceholder, wordingsOf } from '../wordings.ts'

/**
 * Forms that address a man or a woman. Short on purpose: each is wrong for half of the callers almost wherever it stands. Both forms named
 * side by side ("Pana lub Pani") are fair; a slash is not, since it cannot be spoken.
 */
const MARKERS: Readonly<
  Record<
    Language,
    {
      readonly trace: RegExp
      readonly slash: RegExp
      readonly male: RegExp
      readonly female: RegExp
      readonly always?: RegExp
      readonly example: string
    }
  >
> = {
  pl: {
    trace: /pan|łeś|łaś|łbyś|łabyś|\/|zainteresowan|zadowolon/i,
    slash: /(?<!\p{L})(pan\p{L}*\s?[/(]\s?(pani|ią|i|ą)\p{L}*\)?|\p{L}+(łeś|ł|y|a)\/(-?\p{L}{1,4})(?!\p{L}))/iu,
    male: /(?<!\p{L})(Pan|Pana|Panu|Panem)(?!\p{L})(?!\s+(doktor|profesor))/u,
    female: /(?<!\p{L})(Pani|Panią)(?!\p{L})(?!\s+(doktor|profesor))/u,
    always: /(?<!\p{L})\p{L}+(łeś|łaś|łbyś|łabyś)(?!\p{L})|(?<!\p{L})(zainteresowan|zadowolon)[ya](?!\p{L})/iu,
    example: 'Neutral: "Czy termin jest aktualny?" instead of "Czy potwierdza Pan termin?".',
  },
  ru: {
    trace: /господин|госпожа|уважаем|соглас|готов|увер|заинтерес|\//i,
    slash: /(?<!\p{L})\p{L}{3,}(ый|ий|ен|л|н)\s?\/\s?-?\p{L}{1,9}(?!\p{L})/iu,
    male: /(?<!\p{L})(господин|уважаемый|согласен|готов|уверен|заинтересован)(?!\p{L})/iu,
    female: /(?<!\p{L})(госпожа|уважаемая|согласна|готова|уверена|заинтересована)(?!\p{L})/iu,
    example: 'Neutral: "Вы согласны?", "Подходит ли вам время?".',
  },
  uk: {
    trace: /пан|шановн|згод|впевнен|зацікавлен|\//i,
    slash: /(?<!\p{L})(пан\p{L}*\s?[/(]\s?(пані|і)\)?|\p{L}{3,}(ий|ен|в)\s?\/\s?-?\p{L}{1,9}(?!\p{L}))/iu,
    male: /(?<!\p{L})(пане|пан|пана|панові|шановний|згоден|впевнений|зацікавлений)(?!\p{L})/iu,
    female: /(?<!\p{L})(пані|шановна|згодна|впевнена|зацікавлена)(?!\p{L})/iu,
    example: 'Neutral: "Ви згодні?", "Чи підходить вам час?".',
  },
  ca: {
    trace: /senyor|benvingu|interessa|\//i,
    slash: /(?<!\p{L})\p{L}{3,}\s?\/\s?-?(a|ada|ora|es)(?!\p{L})/iu,
    male: /(?<!\p{L})(senyor|benvingut|interessat)(?!\p{L})/iu,
    female: /(?<!\p{L})(senyora|benvinguda|interessada)(?!\p{L})/iu,
    example: 'Neutral: "Li va bé aquesta hora?", "Vol venir?".',
  },
  en: {
    trace: /sir|madam|ma'am|mr|ms|miss|\//i,
    slash: /(?<!\p{L})(he\/she|his\/her|sir\/madam|mr\/mrs)(?!\p{L})/iu,
    male: /(?<!\p{L})(sir|Mr)(?!\p{L})/u,
    female: /(?<!\p{L})(madam|ma'am|Mrs|Ms|Miss)(?!\p{L})/u,
    example: 'Neutral: say the full name, or nothing.',
  },
}

/** Texts that take the caller for a man or a woman though no datum says which. */
export const checkGenderedWording: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const { line, text, written, language, source, path } of wordingsOf(scene, view)) {
      if (text === undefined || line.role === 'summary') continue
      const marker = MARKERS[language]
      if (!marker.trace.test(written)) continue
      const words = neutralWords(text.parts)
      const male = marker.male.exec(words)
      const female = marker.female.exec(words)
      const found =
        marker.slash.exec(words) ?? marker.always?.exec(words) ?? (male !== null && female !== null ? null : (male ?? female))
      if (found === null) continue
      const [word] = found
      const at = written.indexOf(word)
      const stretch = at < 0 ? findPlaceholder(written, '') : ([at, at + word.length] as const)
      report.within('text/gendered', source, path, ...stretch, { words: word, example: marker.example })
    }
  }
}

/** The words that are spoken whatever the gender is: those inside a choice by gender are what the rule asks for. */
function neutralWords(parts: readonly TextPart[]): string {
  let words = ''
  for (const part of parts) {
    if (part.kind === 'words') words += part.text
    else if (part.kind === 'value') words += ' '
    else if (part.kind === 'plural' || !part.path.endsWith('.gender'))
      words += Object.values(part.cases).map(neutralWords).join(' ')
  }
  return words
}
