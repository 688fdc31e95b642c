// Reads the public sets. They are not part of the repository; where one is absent the bench says so and goes on.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from '../../src/engine/understanding/classifier/index.ts'

/** Where the public sets lie. */
export const CORPORA = process.env['TRUCADA_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora')

/** One task: what is taught, and what is asked. Texts outside of all labels are kept apart. */
export interface TaskSet {
  readonly name: string
  readonly language: string
  readonly train: readonly Example[]
  /** Texts of no label to learn from. */
  readonly trainOutside: readonly string[]
  readonly test: readonly Example[]
  readonly testOutside: readonly string[]
  /** Too long for the peer unless all is asked for. */
  readonly isBig: boolean
}

/** What HINT3 calls a query of no label. */
const NO_LABEL = 'NO_NODES_DETECTED'
const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en']

/** Every set that is there, one after another, and the names of those that are not. */
export function listSets(): { readonly sets: readonly (() => TaskSet)[]; readonly missing: readonly string[] } {
  const known: { readonly files: readonly string[]; readonly read: () => TaskSet }[] = [
    ...['Chatbot', 'AskUbuntu', 'WebApplications'].map(name => ({
      files: [`sigdial2017/${name}Corpus.json`],
      read: () => readSigdial(name),
    })),
    ...['sofmattress', 'curekart', 'powerplay11'].map(name => ({
      files: [`hint3/${name}_train.csv`, `hint3/${name}_test.csv`],
      read: () => readHint(name),
    })),
    ...LANGUAGES.map(language => ({
      files: [`ha-intents/${language}.train10.jsonl`, `ha-intents/${language}.test.jsonl`],
      read: () =>
        task({
          name: `home assistant ${language}`,
          language,
          train: readLines(`ha-intents/${language}.train10.jsonl`),
          test: readLines(`ha-intents/${language}.test.jsonl`),
        }),
    })),
    {
      files: ['fewshot/hwu64.train_10.jsonl', 'hwu64/test.jsonl'],
      read: () => readHwu('HWU64 10-shot', 'fewshot/hwu64.train_10'),
    },
    { files: ['hwu64/train.jsonl', 'hwu64/test.jsonl'], read: () => readHwu('HWU64 full', 'hwu64/train') },
    {
      files: ['fewshot/banking77.train_10.jsonl', 'banking77/test.csv'],
      read: () => readBanking('BANKING77 10-shot', readLines('fewshot/banking77.train_10.jsonl')),
    },
    {
      files: ['banking77/train.csv', 'banking77/test.csv'],
      read: () => readBanking('BANKING77 full', readTable('banking77/train.csv')),
    },
    {
      files: ['fewshot/clinc150.train_10.jsonl', 'clinc150/data_full.json'],
      read: () => readClinc('CLINC150 10-shot', readLines('fewshot/clinc150.train_10.jsonl')),
    },
    { files: ['clinc150/data_full.json'], read: () => readClinc('CLINC150 full') },
    { files: ['clinc150/data_full.json'], read: () => readClinc('CLINC150 full + oos', undefined, true) },
  ]
  const has = (file: string): boolean => existsSync(join(CORPORA, file))
  return {
    sets: known.filter(({ files }) => files.every(has)).map(({ read }) => read),
    missing: known.flatMap(({ files }) => files.filter(file => !has(file))),
  }
}

/** A file of one JSON value a line. */
export function readJsonLines<T>(file: string): T[] {
  return readText(file)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T)
}

function task(given: Pick<TaskSet, 'name' | 'train' | 'test'> & Partial<TaskSet>): TaskSet {
  return { language: 'en', trainOutside: [], testOutside: [], isBig: false, ...given }
}

function readSigdial(name: string): TaskSet {
  const { sentences } = JSON.parse(readText(`sigdial2017/${name}Corpus.json`)) as {
    sentences: { text: string; intent: string; training: boolean }[]
  }
  // "None" is a label like the others here: it is taught, as in the paper.
  const part = (training: boolean): Example[] =>
    sentences.filter(one => one.training === training).map(({ text, intent }) => ({ text, label: intent }))
  return task({ name: `SIGDIAL ${name}`, train: part(true), test: part(false) })
}

function readHint(name: string): TaskSet {
  const test = readTable(`hint3/${name}_test.csv`)
  return task({
    name: `HINT3 ${name}`,
    train: readTable(`hint3/${name}_train.csv`).filter(({ label }) => label !== NO_LABEL),
    test: test.filter(({ label }) => label !== NO_LABEL),
    testOutside: test.filter(({ label }) => label === NO_LABEL).map(({ text }) => text),
  })
}

function readHwu(name: string, train: string): TaskSet {
  return task({ name, train: readLines(`${train}.jsonl`), test: readLines('hwu64/test.jsonl'), isBig: true })
}

function readBanking(name: string, train: readonly Example[]): TaskSet {
  // The few-shot draws and the full set write the same labels with other capitals.
  const even = (list: readonly Example[]): Example[] =>
    list.map(({ text, label }) => ({ text, label: label.toLowerCase().replaceAll(/[^a-z]+/g, '_') }))
  return task({ name, train: even(train), test: even(readTable('banking77/test.csv')), isBig: true })
}

function readClinc(name: string, train?: readonly Example[], withOutside = false): TaskSet {
  type Pairs = [string, string][]
  const data = JSON.parse(readText('clinc150/data_full.json')) as Record<'train' | 'test' | 'oos_train' | 'oos_test', Pairs>
  const examples = (pairs: Pairs): Example[] => pairs.map(([text, label]) => ({ text, label }))
  const texts = (pairs: Pairs): string[] => pairs.map(([text]) => text)
  return task({
    name,
    train: train ?? examples(data.train),
    trainOutside: withOutside ? texts(data.oos_train) : [],
    test: examples(data.test),
    testOutside: texts(data.oos_test),
    isBig: true,
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
