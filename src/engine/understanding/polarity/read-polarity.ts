import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord, splitWords, type Token } from '../tokens.ts'
import { catalan } from './ca.ts'
import { english } from './en.ts'
import { polish } from './pl.ts'
import type { PolarityWords } from './polarity-words.ts'
import { russian } from './ru.ts'
import { ukrainian } from './uk.ts'

const WORDS: Readonly<Record<Language, PolarityWords>> = { pl: polish, ru: russian, uk: ukrainian, ca: catalan, en: english }

type Role = keyof PolarityWords
/** A tree of words: what can follow, and what a phrase that ends here is. */
interface Branch {
  readonly next: Map<string, Branch>
  /** Beginnings of words, with what follows, by their first letter. */
  readonly stems: Map<string, (readonly [string, Branch])[]>
  readonly roles: Set<Role>
}

interface Tree {
  readonly root: Branch
  /** By words met before. */
  readonly first: Map<string, readonly Branch[]>
}
const NOWHERE: readonly Branch[] = []
/** Above this many the memory of words met begins anew. */
const MOST_WORDS = 20_000

/** What an utterance says about yes and no. Word indexes; `to` is not included. */
export interface Polarity {
  readonly answer: 'agree' | 'decline'
  readonly from: number
  readonly to: number
  /** The whole utterance says nothing else. */
  readonly isWhole: boolean
  /** Yes and no were both said; the last one counts. */
  readonly isMixed: boolean
  /** A request not to do it: "nie odwołujcie". */
  readonly denies?: 'move' | 'cancel'
  /** Said of a time that suits or stands. */
  readonly suits: boolean
  /** A refusal that is denied: what only counts words takes it for a no. */
  readonly isTurned: boolean
  readonly because: string
}

/** One thing said for or against. */
interface Item {
  readonly sign: 1 | -1
  readonly from: number
  readonly to: number
  readonly denies?: 'move' | 'cancel'
  readonly suits?: true
  readonly isTurned?: true
}

/** Words between a negator and what it denies: "не хочу её отменять". */
const MOST_BETWEEN = 4

/**
 * Reads yes and no: particles (the last one wins), denied refusals ("nie mam nic przeciwko"), denied consents and denied acts. Undefined when
 * neither was said where an answer stands: at the beginning or the end.
 */
export function readPolarity(tokens: readonly Token[], language: Language): Polarity | undefined {
  const tree = treeOf(language)
  const items: Item[] = []
  let isWhole = true
  let at = 0
  while (at < tokens.length) {
    const item = readItem(tree, tokens, at)
    if (item !== undefined) {
      items.push(item)
      at = item.to
      continue
    }
    const padding = match(tree, tokens, at, ['padding'])
    if (padding === 0) isWhole = false
    at += Math.max(1, padding)
  }
  const last = items.at(-1)
  const first = items[0]
  if (first === undefined || last === undefined) return undefined
  const isMixed = items.some(({ sign }) => sign !== last.sign)
  // In the middle of something else a particle belongs to that: only the ends of the utterance answer.
  const answer = isWhole ? last : first.from === 0 ? first : last.to === tokens.length ? last : undefined
  if (answer === undefined) return undefined
  return {
    answer: answer.sign > 0 ? 'agree' : 'decline',
    from: isWhole ? 0 : answer.from,
    to: isWhole ? tokens.length : answer.to,
    isWhole,
    isMixed,
    ...(answer.denies === undefined ? {} : { denies: answer.denies }),
    suits: answer.suits === true,
    isTurned: answer.isTurned === true,
    because: tokens
      .slice(answer.from, answer.to)
      .map(({ raw }) => raw)
      .join(' '),
  }
}

/** Whether the word at `at` turns round what follows it. */
export function isNegator(tokens: readonly Token[], at: number, language: Language): boolean {
  return match(treeOf(language), tokens, at, ['negators']) > 0
}

/** Words from `at` on that are courtesy or hesitation; 0 when what stands there counts. */
export function countPadding(tokens: readonly Token[], at: number, language: Language): number {
  return match(treeOf(language), tokens, at, ['padding'])
}

/** Words from `at` on that say yes by themselves; 0 when none stands there. */
export function countYes(tokens: readonly Token[], at: number, language: Language): number {
  return match(treeOf(language), tokens, at, ['yes', 'suits'])
}

/** Words from `at` on of who has come to the telephone and listens. */
export function countAttending(tokens: readonly Token[], at: number, language: Language): number {
  return match(treeOf(language), tokens, at, ['attends'])
}

/** Whether nothing is said but that it is oneself who speaks and listens: "to ja, słucham". */
export function isOnlyOneself(tokens: readonly Token[], language: Language): boolean {
  let isOneself = false
  for (let at = 0; at < tokens.length; ) {
    const oneself = match(treeOf(language), tokens, at, ['oneself'])
    const step = Math.max(oneself, match(treeOf(language), tokens, at, ['attends', 'padding']))
    if (step === 0) return false
    isOneself ||= oneself === step
    at += step
  }
  return isOneself
}

/** Whether a yes and nothing else is said by who has come to the telephone: "tak, to ja, słucham pana". */
export function isAttendingYes(tokens: readonly Token[], language: Language): boolean {
  const rest: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    const attending = countAttending(tokens, at, language)
    if (attending === 0) rest.push(tokens[at] as Token)
    at += Math.max(1, attending)
  }
  if (rest.length === tokens.length) return false
  const polarity = readPolarity(rest, language)
  return polarity !== undefined && polarity.isWhole && !polarity.isMixed && polarity.answer === 'agree'
}

function readItem(tree: Tree, tokens: readonly Token[], at: number): Item | undefined {
  const plain = longest(tree, tokens, at, ['yes', 'suits', 'no'])
  const negator = match(tree, tokens, at, ['negators'])
  const denied = negator > 0 ? readDenied(tree, tokens, at, at + negator) : undefined
  if (denied !== undefined && (plain === undefined || denied.to > plain.to)) {
    // "nie, dobrze": after a pause the word stands for itself.
    if (tokens[at + negator]?.isAfterPause !== true) return denied
  }
  if (plain !== undefined) {
    const endsInNegator = plain.role === 'no' && match(tree, tokens, plain.to - 1, ['negators']) > 0
    // "nie wiem", "no idea", "I don't know": the word only negates what follows, which is neither yes nor no.
    if (endsInNegator && !standsAlone(tree, tokens, plain.to)) return undefined
    return { sign: plain.role === 'no' ? -1 : 1, from: at, to: plain.to, ...(plain.role === 'suits' ? { suits: true } : {}) }
  }
  const bare = longest(tree, tokens, at, ['refuses'])
  return bare === undefined ? undefined : { sign: -1, from: at, to: bare.to }
}

function standsAlone(tree: Tree, tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]
  if (next === undefined || next.isAfterPause) return true
  return match(tree, tokens, at, ['yes', 'suits', 'no', 'padding', 'commands']) > 0
}

/** What the negator at `at` turns round, a few words further at most. */
function readDenied(tree: Tree, tokens: readonly Token[], at: number, from: number): Item | undefined {
  let next = from
  let consent: Item | undefined
  for (let step = 0; step <= MOST_BETWEEN && next < tokens.length; step += 1) {
    if (next > from && tokens[next]?.isAfterPause === true) break
    if (next === from && match(tree, tokens, next, ['commands']) > 0) return undefined
    const act = longest(tree, tokens, next, ['moves', 'cancels'])
    if (act !== undefined) return { sign: -1, from: at, to: act.to, denies: act.role === 'moves' ? 'move' : 'cancel' }
    const found = longest(tree, tokens, next, ['consents', 'refuses'])
    if (found?.role === 'refuses') return { sign: 1, from: at, to: found.to, isTurned: true }
    if (found !== undefined) consent ??= { sign: -1, from: at, to: found.to }
    const skipped = match(tree, tokens, next, ['between'])
    if (skipped === 0) break
    next += skipped
  }
  return consent
}

/** The longest phrase of one of the roles; of equal ones the role named first. */
function longest(
  tree: Tree,
  tokens: readonly Token[],
  at: number,
  roles: readonly Role[],
): { readonly role: Role; readonly to: number } | undefined {
  let best: { role: Role; to: number } | undefined
  walk(tree, tokens, at, (branch, to) => {
    const role = roles.find(candidate => branch.roles.has(candidate))
    if (role !== undefined && (best === undefined || to > best.to)) best = { role, to }
  })
  return best
}

function match(tree: Tree, tokens: readonly Token[], at: number, roles: readonly Role[]): number {
  const found = longest(tree, tokens, at, roles)
  return found === undefined ? 0 : found.to - at
}

function walk(tree: Tree, tokens: readonly Token[], at: number, visit: (branch: Branch, to: number) => void): void {
  const token = tokens[at]
  if (token === undefined) return
  for (const branch of firstOf(tree, token.folded)) follow(branch, tokens, at + 1, visit)
}

function follow(branch: Branch, tokens: readonly Token[], at: number, visit: (branch: Branch, to: number) => void): void {
  if (branch.roles.size > 0) visit(branch, at)
  const token = tokens[at]
  if (token !== undefined) for (const next of branchesFor(branch, token.folded)) follow(next, tokens, at + 1, visit)
}

/** What a word is the first word of. Callers use the same few thousand words again and again. */
function firstOf({ root, first }: Tree, word: string): readonly Branch[] {
  let branches = first.get(word)
  if (branches === undefined) {
    branches = branchesFor(root, word)
    if (first.size >= MOST_WORDS) first.clear()
    first.set(word, branches)
  }
  return branches
}

/** Where a word leads: as it is, then by its beginning. */
function branchesFor({ next, stems }: Branch, word: string): readonly Branch[] {
  if (next.size === 0 && stems.size === 0) return NOWHERE
  const exact = next.get(word)
  const begun = stems.get(word.charAt(0))?.filter(([stem]) => word.startsWith(stem)) ?? []
  return exact === undefined && begun.length === 0
    ? NOWHERE
    : [...(exact === undefined ? [] : [exact]), ...begun.map(([, branch]) => branch)]
}

const trees = new Map<Language, Tree>()

function treeOf(language: Language): Tree {
  let tree = trees.get(language)
  if (tree === undefined) trees.set(language, (tree = { root: buildTree(WORDS[language]), first: new Map() }))
  return tree
}

function buildTree(words: PolarityWords): Branch {
  const root = createBranch()
  for (const role of Object.keys(words) as Role[]) for (const phrase of words[role] ?? []) addPhrase(root, phrase, role)
  return root
}

function addPhrase(root: Branch, phrase: string, role: Role): void {
  let branch = root
  for (const part of phrase.split(' ')) {
    const isStem = part.endsWith('*')
    const word = splitWords(isStem ? part.slice(0, -1) : part)[0]?.folded ?? foldWord(part)
    if (isStem) {
      const letter = word.charAt(0)
      const stems = branch.stems.get(letter) ?? []
      let next = stems.find(([stem]) => stem === word)?.[1]
      if (next === undefined) branch.stems.set(letter, [...stems, [word, (next = createBranch())]])
      branch = next
    } else {
      let next = branch.next.get(word)
      if (next === undefined) branch.next.set(word, (next = createBranch()))
      branch = next
    }
  }
  branch.roles.add(role)
}

function createBranch(): Branch {
  return { next: new Map(), stems: new Map(), roles: new Set() }
}
