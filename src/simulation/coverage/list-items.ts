import type { AskNode, CompiledNode, CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'

/** What coverage counts. */
export const COVERAGE_KINDS = ['steps', 'answers', 'keys', 'rungs', 'globals', 'results', 'endings'] as const
export type CoverageKind = (typeof COVERAGE_KINDS)[number]

/** One thing that a simulation can exercise. Steps of a block or of the policy are counted once, wherever they are used. */
export interface CoverageItem {
  /** Unique: document, step, kind, and what of it. */
  readonly id: string
  readonly kind: CoverageKind
  /** `appointment-confirmation`, `blocks/identity`, `policies/clinic`. */
  readonly document: string
  /** How a person reads it: `visit: agree`. */
  readonly label: string
  readonly language: Language
  readonly file: string
  readonly line: number
}

/** Names a step inside its document: what answers anytime carries its region, since the policy has several. */
export function nameStep(node: CompiledNode): string {
  const [region = ''] = node.path.split('.', 1)
  const isOfPolicy =
    node.document.startsWith('policies/') ||
    ((region === 'anytime' || region === 'answered_by') && !node.document.startsWith('blocks/'))
  if (region === 'anytime' || region === 'anytime_again') return isOfPolicy ? `anytime.${node.step}` : node.step
  return region === 'answered_by' && isOfPolicy ? `answered_by.${node.step}` : node.step
}

/** Ladders of a question, by their names in the journal. */
const laddersOf = (node: AskNode) =>
  ({ silence: node.silence, not_understood: node.notUnderstood, off_list: node.offList }) as const

/** Kinds of values that any words can be: such a question takes whatever is said. */
const ANY_WORDS: ReadonlySet<string> = new Set(['text', 'person', 'address'])

/** Whether a question takes any words at all: then nothing that is said to it can be off its list. */
export const takesAnyWords = (node: AskNode): boolean => Object.values(node.listenFor).some(type => ANY_WORDS.has(type.kind))

/** Makes the id of an item, the same when it is listed and when it is exercised. */
export const makeItemId = (language: Language, document: string, step: string, kind: CoverageKind, what: string): string =>
  `${language} ${document} ${step} ${kind} ${what}`

/** Questions where what works anytime is counted: those of the conversation itself, not the policy's own. */
const countsGlobals = (node: CompiledNode): node is AskNode =>
  node.kind === 'ask' && !/^(anytime|anytime_again|answered_by)\./.test(node.path)

/** What an ask ends in when values were heard, or when it may be skipped. */
function listAnswers(node: AskNode): readonly string[] {
  return [
    ...Object.keys(node.answers).filter(meaning => node.answers[meaning] === 'go'),
    ...(Object.keys(node.listenFor).length > 0 ? ['values'] : []),
    ...(node.optional ? ['skipped'] : []),
  ]
}

/** Everything in a scenario that simulations can exercise, in one language. Ids repeat where a block is used twice. */
export function listItems(scenario: CompiledScenario, language: Language): readonly CoverageItem[] {
  const items: CoverageItem[] = []
  for (const node of Object.values(scenario.nodes)) {
    if (node.path.startsWith('anytime_again.') || node.kind === 'use' || node.kind === 'decide') continue
    const step = nameStep(node)
    const add = (kind: CoverageKind, what: string, label: string): void => {
      const id = makeItemId(language, node.document, step, kind, what)
      items.push({ id, kind, document: node.document, label, language, ...node.source })
    }
    add('steps', '', step)
    if (node.kind === 'ask') addAsk(node, step, add)
    if (node.kind === 'do' || node.kind === 'transfer')
      for (const result of node.results) add('results', result, `${step}: ${result}`)
  }
  for (const [index, outcome] of scenario.gives.outcomes.entries()) {
    const id = makeItemId(language, scenario.name, '', 'endings', outcome)
    items.push({
      id,
      kind: 'endings',
      document: scenario.name,
      label: outcome,
      language,
      file: scenario.file,
      line: scenario.gives.lines?.[index] ?? 1,
    })
  }
  return items
}

function addAsk(node: AskNode, step: string, add: (kind: CoverageKind, what: string, label: string) => void): void {
  for (const answer of listAnswers(node)) add('answers', answer, `${step}: ${answer}`)
  for (const key of Object.keys(node.keys)) add('keys', key, `${step}: key ${key}`)
  for (const [ladder, rungs] of Object.entries(laddersOf(node))) {
    // What may be skipped is skipped at the second failure.
    const count = node.optional ? Math.min(1, rungs.length) : rungs.length
    if (ladder === 'off_list' && takesAnyWords(node)) continue
    for (let rung = 1; rung <= count; rung++) add('rungs', `${ladder} ${rung}`, `${step}: ${ladder} ${rung}`)
  }
  if (!countsGlobals(node)) return
  for (const name of Object.keys(node.anytime)) {
    // The step's own answer of that name wins.
    if (!(name in node.answers)) add('globals', name, `${step}: ${name}`)
  }
}
