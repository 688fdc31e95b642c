// Reads the public sets. They are not part of the repository; where one is absent the bench says so and goes on.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from '../../src/engine/understanding/classifier/index.ts'

/** Where the public sets lie. */
export const CORPORA = process.env['TRUCADA_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora')

/** One task: what is taught, and what is asked. Texts outside of all labels are kept apart. */
export interface TaskSet {
  readonly language: string
  readonly train: readonly Example[]
  /** Texts of no label to learn from. */
  readonly trainOutside: readonly string[]
  readonly test: readonly Example[]
  readonly testOutside: readonly string[]
}

/** A set that can be read. */
export interface NamedSet {
  readonly name: string
  /** Too long for the peer unless all is asked for. */
  readonly isBig?: boolean
  read(): TaskSet
}

/** What HINT3 calls a query of no label. */
const NO_LABEL = 'NO_NODES_DETECTED'
const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en']

/** Every set that is there, by name, and the files of those that are not. */
export function listSets(): { readonly sets: readonly NamedSet[]; readonly missing: readonly string[] } {
  const known: readonly (NamedSet & { readonly files: readonly string[] })[] = [
    ...['Chatbot', 'AskUbuntu', 'WebApplications'].map(part => ({
      name: `SIGDIAL ${part}`,
      files: [`sigdial2017/${part}Corpus.json`],
      read: () => readSigdial(part),
    })),
    ...['sofmattress', 'curekart', 'powerplay11'].map(bot => ({
      name: `HINT3 ${bot}`,
      files: [`hint3/${bot}_train.csv`, `hint3/${bot}_test.csv`],
      read: () => readHint(bot),
    })),
    ...LANGUAGES.map(language => ({
      name: `home assistant ${language}`,
      files: [`ha-intents/${language}.train10.jsonl`, `ha-intents/${language}.test.jsonl`],
      read: () =>
        task({
          language,
          train: readLines(`ha-intents/${language}.train10.jsonl`),
          test: readLines(`ha-intents/${language}.test.jsonl`),
        }),
    })),
    {
      name: 'HWU64 10-shot',
      isBig: true,
      files: ['fewshot/hwu64.train_10.jsonl', 'hwu64/test.jsonl'],
      read: () => readHwu('fewshot/hwu64.train_10'),
    },
    {
      name: 'HWU64 full',
      isBig: true,
      files: ['hwu64/train.jsonl', 'hwu64/test.jsonl'],
      read: () => readHwu('hwu64/train'),
    },
    {
      name: 'BANKING77 10-shot',
      isBig: true,
      files: ['fewshot/banking77.train_10.jsonl', 'banking77/test.csv'],
      read: () => readBanking(readLines('fewshot/banking77.train_10.jsonl')),
    },
    {
      name: 'BANKING77 full',
      isBig: true,
      files: ['banking77/train.csv', 'banking77/test.csv'],
      read: () => readBanking(readTable('banking77/train.csv')),
    },
    {
      name: 'CLINC150 10-shot',
      isBig: true,
      files: ['fewshot/clinc150.train_10.jsonl', 'clinc150/data_full.json'],
      read: () => readClinc(readLines('fewshot/clinc150.train_10.jsonl')),
    },
    { name: 'CLINC150 full', isBig: true, files: ['clinc150/data_full.json'], read: () => readClinc() },
    {
      name: 'CLINC150 full + oos',
      isBig: true,
      files: ['clinc150/data_full.json'],
      read: () => readClinc(undefined, true),
    },
  ]
  const has = (file: string): boolean => existsSync(join(CORPORA, file))
  return {
    sets: known.filter(({ files }) => files.every(has)),
    missing: [...new Set(known.flatMap(({ files }) => files.filter(file => !has(file))))],
  }
}

/** A file of one JSON value a line. */
export function readJsonLines<T>(file: string): T[] {
  return readText(file)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T)
}

function task(given: Pick<TaskSet, 'train' | 'test'> & Partial<TaskSet>): TaskSet {
  return { language: 'en', trainOutside: [], testOutside: [], ...given }
}

function readSigdial(name: string): TaskSet {
  const { sentences } = JSON.parse(readText(`sigdial2017/${name}Corpus.json`)) as {
    sentences: { text: string; intent: string; training: boolean }[]
  }
  // "None" is a label like the others here: it is taught, as in the paper.
  const part = (training: boolean): Example[] =>
    sentences.filter(one => one.training === training).map(({ text, intent }) => ({ text, label: intent }))
  return task({ train: part(true), test: part(false) })
}

function readHint(name: string): TaskSet {
  const test = readTable(`hint3/${name}_test.csv`)
  return task({
    train: readTable(`hint3/${name}_train.csv`).filter(({ label }) => label !== NO_LABEL),
    test: test.filter(({ label }) => label !== NO_LABEL),
    testOutside: test.filter(({ label }) => label === NO_LABEL).map(({ text }) => text),
  })
}

function readHwu(train: string): TaskSet {
  return task({ train: readLines(`${train}.jsonl`), test: readLines('hwu64/test.jsonl') })
}

function readBanking(train: readonly Example[]): TaskSet {
  // The few-shot draws and the full set write the same labels with other capitals.
  const even = (list: readonly Example[]): Example[] =>
    list.map(({ text, label }) => ({ text, label: label.toLowerCase().replaceAll(/[^a-z]+/g, '_') }))
  return task({ train: even(train), test: even(readTable('banking77/test.csv')) })
}

function readClinc(train?: readonly Example[], withOutside = false): TaskSet {
  type Pairs = [string, string][]
  const data = JSON.parse(readText('clinc150/data_full.json')) as Record<'train' | 'test' | 'oos_train' | 'oos_test', Pairs>
  const examples = (pairs: Pairs): Example[] => pairs.map(([text, label]) => ({ text, label }))
  const texts = (pairs: Pairs): string[] => pairs.map(([text]) => text)
  return task({
    train: train ?? examples(data.train),
    trainOutside: withOutside ? texts(data.oos_train) : [],
    test: examples(data.test),
    testOutside: texts(data.oos_test),
  })
}

function readLines(file: string): Example[] {
  return readJsonLines<{ text: string; intent: string }>(file).map(({ text, intent }) => ({ text, label: intent }))
}

/** Two columns, text and label, under a heading; quoted cells may hold commas, quotes and line ends. */
function readTable(file: string): Example[] {
  const cells = readText(file).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (end !== ',') rows.push([])
  }
  return rows.slice(1).flatMap(([text, label]) => (text === undefined || label === undefined ? [] : [{ text, label }]))
}

function readText(file: string): string {
  return readFileSync(join(CORPORA, file), 'utf8')
}
