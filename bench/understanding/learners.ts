// The two that are compared, behind one face: ours, and nlp.js as its own manual sets it up.
import { createRequire } from 'node:module'
import { trainClassifier } from '../../src/engine/understanding/classifier/index.ts'
import type { TaskSet } from './corpora.ts'

/** What a learner says of one text. */
export interface Judgement {
  /** The likeliest label. */
  readonly label: string
  /** How sure, 0 to 1: what a threshold is laid on. */
  readonly confidence: number
  /** The greater, the likelier that the text is in scope. */
  readonly inScope: number
  /** It refuses by itself, without a threshold of ours. */
  readonly isRefused: boolean
}

/** A taught learner. */
export interface Learned {
  readonly judge: (text: string) => Judgement | Promise<Judgement>
  readonly bytes: number
}

/** A way to teach. */
export interface Learner {
  readonly name: string
  readonly learn: (set: TaskSet) => Learned | Promise<Learned>
}

/** Ours, with the values in use. */
export const OURS: Learner = {
  name: 'trucada',
  learn: ({ train, trainOutside }) => {
    const classifier = trainClassifier(train, { outside: trainOutside })
    return {
      bytes: classifier.toBytes().byteLength,
      judge: text => {
        const { guesses, none } = classifier.rank(text)
        const best = guesses[0]
        const confidence = best?.p ?? 0
        return { label: best?.label ?? '', confidence, inScope: 1 - none, isRefused: none > confidence }
      },
    }
  },
}

/** What is used of nlp.js, which brings no types. */
interface Nlp {
  settings: Record<string, unknown>
  addLanguage(language: string): void
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(language: string, text: string): Promise<{ intent: string; classifications: { intent: string; score: number }[] }>
  export(isMinified: boolean): string
}

/** nlp.js with its own settings; nothing is written to disk, and it does not report its training. */
export const NLP_JS: Learner = {
  name: 'nlp.js',
  learn: async ({ language, train, trainOutside }) => {
    const require = createRequire(import.meta.url)
    // Every dock of one loaded library shares one manager, and with it the labels of the sets before: each set gets its own.
    for (const file of Object.keys(require.cache)) if (file.includes('/@nlpjs/')) Reflect.deleteProperty(require.cache, file)
    const basic = require('@nlpjs/basic') as {
      dockStart: (settings: unknown) => Promise<{ get: (name: string) => Nlp }>
    }
    const dock = await basic.dockStart({
      settings: { nlp: { autoSave: false, autoLoad: false, nlu: { log: false } } },
      use: ['Basic'],
    })
    const nlp = dock.get('nlp')
    nlp.settings['autoSave'] = false
    nlp.addLanguage(language)
    for (const { text, label } of train) nlp.addDocument(language, text, label)
    for (const text of trainOutside) nlp.addDocument(language, text, 'None')
    await nlp.train()
    // A label of the set may itself be called "None" (SIGDIAL): then it is a label, not a refusal.
    const ownsNone = train.some(({ label }) => label === 'None')
    return {
      bytes: Buffer.byteLength(nlp.export(true)),
      judge: async text => {
        const { intent, classifications } = await nlp.process(language, text)
        const best = classifications.find(one => ownsNone || one.intent !== 'None')
        const confidence = best?.score ?? 0
        return { label: best?.intent ?? '', confidence, inScope: confidence, isRefused: intent === 'None' && !ownsNone }
      },
    }
  },
}
