import type { Clock, Understanding } from '../../engine/call/ports.ts'
import { createCascade, type ModelCounters } from '../../engine/understanding/cascade/index.ts'
import { createUnderstanding, type LocalUnderstanding } from '../../engine/understanding/index.ts'
import { createOpenAiModel } from '../../engine/understanding/openai/index.ts'
import type { Log } from '../log.ts'
import { readModelSettings, type Settings } from '../settings/index.ts'
import { openCandidateLog } from './candidate-files.ts'
import { createClassifierFiles } from './classifier-files.ts'
import { createUsageFile } from './usage-file.ts'

/** The language model that is asked, as people are told of it. */
export interface UsedModel {
  readonly name: string
  /** Name of the machine that callers' words go to. */
  readonly host: string
}

/** What a server understands callers by. */
export interface OpenedUnderstanding extends Understanding {
  readonly learn: LocalUnderstanding['learn']
  readonly prepare: LocalUnderstanding['prepare']
  /** Absent: everything stays on this machine. */
  readonly model: UsedModel | undefined
  /** What the model was used for; absent without one. */
  counters(): ModelCounters | undefined
}

/** The understanding that the settings ask for. Throws a `SettingsError` when those of the language model cannot be used. */
export function openUnderstanding(settings: Settings, clock: Clock, log: Log): OpenedUnderstanding {
  const used = readModelSettings(settings)
  const local = createUnderstanding({ store: createClassifierFiles(settings.data) })
  const { learn, prepare } = local
  if (used === undefined)
    return {
      hear: (hypotheses, context) => local.hear(hypotheses, context),
      learn,
      prepare,
      model: undefined,
      counters: () => undefined,
    }
  const model = createOpenAiModel(used)
  const candidates = openCandidateLog(settings.data, log)
  const cascade = createCascade({
    local,
    model,
    clock,
    budgetMs: used.budgetMs,
    limit: used.limit,
    prices: used.prices,
    usage: createUsageFile(settings.data),
    onAnswer: answer => candidates.add(answer),
    onUse({ model: name, ms, tokensIn, tokensOut, cached, outcome }) {
      const isWell = outcome === 'answered' || outcome === 'none' || outcome === 'contradicted'
      log[isWell || outcome === 'paused' || outcome === 'limit' ? 'debug' : 'warn'](
        { model: name, ms, tokensIn, tokensOut, cached, outcome },
        'language model',
      )
    },
  })
  // Loading the library takes longer than a caller would wait.
  model.prepare?.().catch(() => log.error({}, 'the library of the language model cannot be loaded'))
  return {
    hear: (hypotheses, context) => cascade.hear(hypotheses, context),
    learn,
    prepare,
    model: { name: used.model, host: new URL(used.baseUrl ?? 'https://api.openai.com').host },
    counters: () => cascade.counters(),
  }
}
