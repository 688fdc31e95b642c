import type { Language } from '../../model/documents.ts'
import type { Step } from '../../model/step.ts'
import { wordsOf } from '../../texts/index.ts'
import { type Edge, graphOf } from '../graph.ts'
import { nameLanguage } from '../languages.ts'
import type { Rule } from '../report.ts'
import type { Scene, View } from '../view.ts'
import { type Wording, wordingsOf } from '../wordings.ts'

/** Words by which a voice says that it is a machine; the beginnings count, so that every case form does. */
const WORDS: Readonly<Record<Language, { readonly pattern: RegExp; readonly examples: readonly string[] }>> = {
  pl: {
    pattern: /(?<!\p{L})(automat|robot|bot(?!\p{L})|wirtualn|asystent(ka)? głosow|sztuczn\p{L}+ inteligencj|voicebot)/iu,
    examples: ['automatyczny asystent', 'robot', 'wirtualna asystentka'],
  },
  ru: {
    pattern:
      /(?<!\p{L})(автомат|робот|бот(?!\p{L})|голосовой помощник|голосового помощника|виртуальн|искусственн\p{L}+ интеллект)/iu,
    examples: ['робот', 'голосовой помощник', 'автоматический звонок'],
  },
  uk: {
    pattern: /(?<!\p{L})(автомат|робот|бот(?!\p{L})|голосовий помічник|голосовий асистент|віртуальн|штучн\p{L}+ інтелект)/iu,
    examples: ['робот', 'голосовий помічник', 'автоматичний дзвінок'],
  },
  ca: {
    pattern: /(?<!\p{L})(assistents? virtuals?|assistenta virtual|robot|automàti|automati|intel·ligència artificial)/iu,
    examples: ['assistent virtual', 'robot', 'trucada automàtica'],
  },
  en: {
    pattern: /(?<!\p{L})(robot|automated|automatic|virtual|artificial intelligence|voice assistant|AI assistant)/iu,
    examples: ['automated assistant', 'robot', 'virtual assistant'],
  },
}

/** The first words of a call, in every language and variant: they must say that a robot speaks. */
export const checkDisclosure: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.document.kind !== 'scenario') continue
    const languages = new Set(view.languages)
    const told = new Set<string>()
    for (const { view: owner, step } of findFirstSpeakers(scene, view)) {
      for (const { text, language, source, path } of firstWordings(scene, owner, step)) {
        const words = WORDS[language]
        if (text === undefined || !languages.has(language) || words.pattern.test(wordsOf(text))) continue
        const key = `${source.file} ${path.join('.')}`
        if (!told.has(key))
          report.at('safety/no-disclosure', source, path, 'value', { language: nameLanguage(language), words: words.examples })
        told.add(key)
      }
    }
  }
}

function firstWordings(scene: Scene, view: View, step: Step): readonly Wording[] {
  return wordingsOf(scene, view).filter(
    ({ line }) => line.step === step && (line.role === 'prompt' || line.role === 'filler' || line.role === 'say'),
  )
}

/** Whether a way is only taken by somebody with whom the robot has spoken in this call already. */
function goesOn(view: View, { tests }: Edge): boolean {
  return tests.some(({ condition, holds }) => {
    const reading = view.conditions.get(condition)
    return (holds ? reading?.proves : reading?.provesElse)?.includes('caller.stayed') === true
  })
}

/** The steps that can speak first: through decisions, pauses and silent services, into blocks. */
function findFirstSpeakers(
  scene: Scene,
  view: View,
  seen = new Set<Step>(),
): readonly { readonly view: View; readonly step: Step }[] {
  const found: { view: View; step: Step }[] = []
  const queue = view.first.slice(0, 1)
  for (let at = 0; at < queue.length; at++) {
    const step = queue[at]
    if (step === undefined || seen.has(step)) continue
    seen.add(step)
    if (
      step.verb === 'ask' ||
      step.verb === 'say' ||
      (step.verb === 'do' && step.filler !== undefined) ||
      (step.verb === 'transfer' && step.say !== undefined)
    )
      found.push({ view, step })
    else if (step.verb === 'use') {
      const block = scene.viewByName.get(step.block)
      if (block !== undefined) found.push(...findFirstSpeakers(scene, block, seen))
    } else
      for (const edge of graphOf(view).from.get(step) ?? []) if (edge.to !== undefined && !goesOn(view, edge)) queue.push(edge.to)
  }
  return found
}
