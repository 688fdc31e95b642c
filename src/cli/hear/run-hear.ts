import { DateTime } from 'luxon'
import * as z from 'zod'
import {
  createTextHearer,
  createUnderstanding,
  type HeardText,
  HEARD_KINDS,
  type TextToHear,
} from '../../engine/understanding/index.ts'
import { type AskNode, type CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { createClassifierFiles } from '../../server/understanding/classifier-files.ts'
import { answerJsonLines } from '../json-lines.ts'
import type { Cli } from '../cli.ts'
import type { HearCommandOptions } from '../commands/hear.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios, type LoadedScenarios } from '../load-scenarios.ts'
import { takeScenario } from '../suggest-scenario.ts'
import { UsageError } from '../usage-error.ts'

/** A line of input. Unknown keys are let pass: files of tests carry the right answers beside. */
const requestShape = z.object({
  text: z.string(),
  lang: z.enum(LANGUAGES),
  at: z.string().nullish(),
  expect: z.enum(HEARD_KINDS).nullish(),
  now: z.string().nullish(),
  past: z.boolean().nullish(),
  person: z.string().nullish(),
  nbest: z
    .array(z.union([z.string(), z.object({ text: z.string(), confidence: z.number().min(0).max(1).optional() })]))
    .nullish(),
})
type Request = z.infer<typeof requestShape>

const DEFAULT_ZONE = 'Europe/Warsaw'

/** Hears the words of the command line, or lines of JSON until the input ends. */
export async function runHear(cli: Cli, words: readonly string[], options: HearCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const loaded = await loadScenarios(settings)
  const understanding = createUnderstanding({ store: createClassifierFiles(settings.data) })
  const hearer = createTextHearer(understanding, loaded.workspace.lexicons)
  const hear = (request: Request): HeardText => hearer.hear(readRequest(request, loaded))
  if (options.jsonl === true) {
    await answerJsonLines(cli.world, line => answerLine(line, request => writeHeard(hear(parseRequest(request)))))
    return EXIT.ok
  }
  if (words.length === 0)
    throw new UsageError('There is nothing to hear.', 'As in: trucada hear "nie dam rady, przełóżmy" --lang pl')
  const lang = options.lang ?? loaded.workspace.scenarios.get(options.at?.split('/')[0] ?? '')?.speaks
  if (lang === undefined) throw new UsageError('In which language is it said?', `Add --lang: ${LANGUAGES.join(', ')}.`)
  printHeard(cli, hear(parseRequest({ ...options, lang, text: words.join(' ') })))
  return EXIT.ok
}

/** A line that cannot be heard is answered by what is wrong with it; the others go on. */
function answerLine(line: unknown, answer: (request: Readonly<Record<string, unknown>>) => object): object {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return { error: 'the line is no JSON object' }
  try {
    return answer(line as Readonly<Record<string, unknown>>)
  } catch (error) {
    if (error instanceof UsageError) return { error: [error.message, error.remedy].filter(part => part !== undefined).join(' ') }
    throw error
  }
}

function parseRequest(given: Readonly<Record<string, unknown>>): Request {
  const parsed = requestShape.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const key = String(issue?.path[0] ?? '')
  if (key === 'lang')
    throw new UsageError(
      `There is no language ${JSON.stringify(given['lang'] ?? null)}.`,
      `Languages are: ${LANGUAGES.join(', ')}.`,
    )
  if (key === 'expect')
    throw new UsageError(`There is no kind of value ${JSON.stringify(given['expect'])}.`, `Kinds are: ${HEARD_KINDS.join(', ')}.`)
  throw new UsageError(`"${key}" is not as it should be: ${issue?.message ?? 'unreadable'}.`)
}

function readRequest(request: Request, loaded: LoadedScenarios): TextToHear {
  const at = isMissing(request.at) ? undefined : findStep(request.at, loaded)
  const zone = at?.scenario.clinic.zone ?? [...loaded.scenarios.values()][0]?.clinic.zone ?? DEFAULT_ZONE
  return {
    text: request.text,
    language: request.lang,
    ...(at === undefined ? {} : { at: checkLanguage(at, request.lang) }),
    ...(isMissing(request.expect) ? {} : { expect: request.expect }),
    now: isMissing(request.now) ? Date.now() : readNow(request.now, zone),
    zone,
    ...(isMissing(request.past) ? {} : { past: request.past }),
    ...(isMissing(request.person) ? {} : { person: { name: request.person } }),
    nbest: (request.nbest ?? []).map(other => (typeof other === 'string' ? { text: other } : other)) as NonNullable<
      TextToHear['nbest']
    >,
  }
}

/** A key that is not there, or null as some programs write it. */
function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function readNow(now: string, zone: string): number {
  const at = DateTime.fromISO(now, { zone })
  if (!at.isValid) throw new UsageError(`"${now.slice(0, 40)}" is no moment.`, 'As in --now 2026-05-05T10:00.')
  return at.toMillis()
}

function findStep(
  place: string,
  { scenarios, faulty }: LoadedScenarios,
): { readonly scenario: CompiledScenario; readonly node: AskNode } {
  const cut = place.indexOf('/')
  const scenario = takeScenario(scenarios, cut < 0 ? place : place.slice(0, cut), faulty)
  const path = cut < 0 ? '' : place.slice(cut + 1).replaceAll('/', '.')
  const node = scenario.nodes[path]
  if (node?.kind === 'ask') return { scenario, node }
  const questions = Object.values(scenario.nodes)
    .filter(({ kind }) => kind === 'ask')
    .map(question => question.path)
  const near = suggest(path, questions)
  throw new UsageError(
    node === undefined ? `${scenario.name} has no step "${path}".` : `"${path}" of ${scenario.name} asks nothing.`,
    near === undefined ? `Its questions are: ${questions.join(', ')}.` : `Did you mean "${scenario.name}/${near}"?`,
  )
}

function checkLanguage<T extends { readonly scenario: CompiledScenario }>(at: T, language: Language): T {
  if (at.scenario.languages.includes(language)) return at
  throw new UsageError(
    `${at.scenario.name} does not speak "${language}".`,
    `Its languages are: ${at.scenario.languages.join(', ')}; add others under also.`,
  )
}

function writeHeard({ meaning, confidence, ranked, values, best, because, known }: HeardText): object {
  return {
    meaning,
    confidence,
    ranked,
    values: values.map(({ kind, value, start, end, part }) => ({
      kind,
      value,
      start,
      end,
      ...(part === undefined ? {} : { part }),
    })),
    best,
    because,
    ...(known === undefined ? {} : { known }),
  }
}

const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`.padStart(5)

function printHeard(cli: Cli, heard: HeardText): void {
  const { paint } = cli
  const [, ...others] = heard.ranked
  cli.print(
    `${paint('bold', 'meaning')}  ${paint(['bold', heard.meaning === 'none' ? 'yellow' : 'green'], heard.meaning)} ${percent(heard.confidence)}`,
  )
  cli.print(`         ${paint('dim', heard.because)}`)
  if (heard.known !== undefined) cli.print(`         understood as ${heard.known}, which is not on offer at this step`)
  const likely = others.filter(({ confidence }) => confidence >= 0.005)
  if (likely.length > 0)
    cli.print(
      `${paint('bold', 'or')}       ${likely.map(({ meaning, confidence }) => `${meaning}${percent(confidence)}`).join(', ')}`,
    )
  for (const [at, value] of heard.values.entries()) {
    const part = value.part === undefined ? '' : ` (${value.part})`
    const shown = typeof value.value === 'object' ? JSON.stringify(value.value) : String(value.value)
    cli.print(
      `${paint('bold', at === 0 ? 'values ' : '       ')}  ${value.kind} ${paint('cyan', shown)}${part}${value.denied === true ? ', ruled out' : ''}`,
    )
  }
  if (heard.best !== null)
    cli.print(
      `${paint('bold', 'best')}     ${paint(['bold', 'cyan'], typeof heard.best === 'object' ? JSON.stringify(heard.best) : String(heard.best))}`,
    )
}
