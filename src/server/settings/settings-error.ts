import { OperationalError } from '../../engine/operational-error.ts'

/** One thing wrong with the settings: where (`trucada.yaml:3:1`, `--port`, `TRUCADA_PORT`), what, and what to do. */
export interface SettingsProblem {
  readonly place: string
  readonly message: string
  readonly remedy: string
}

/** The settings cannot be used. All problems at once. */
export class SettingsError extends OperationalError {
  readonly problems: readonly SettingsProblem[]

  constructor(problems: readonly SettingsProblem[]) {
    const lines = problems.map(problem => `${problem.place}: ${problem.message}. ${problem.remedy}`)
    super('settings/unusable', lines.join('\n'))
    this.problems = problems
  }
}
