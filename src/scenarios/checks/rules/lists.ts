import { typeAt } from '../../conditions/index.ts'
import type { Exit } from '../../model/exit.ts'
import type { Step } from '../../model/step.ts'
import type { SourcePath } from '../../source/source-file.ts'
import { isUnreadPart } from '../broken.ts'
import { exitsOf } from '../exits.ts'
import type { Rule } from '../report.ts'
import { describeType } from '../types.ts'
import type { Scene } from '../view.ts'

/** Lists: what one chooses from, `chosen` without a list, `if_empty` without a list. */
export const checkLists: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const step of view.steps) {
      if (
        step.verb === 'ask' &&
        step.chooseFrom === undefined &&
        Object.hasOwn(step.answers, 'chosen') &&
        !isUnreadPart(view.document, step)
      ) {
        report.at('flow/chosen-without-list', view.source, [...step.path, 'answers', 'chosen'], 'key')
      }
      if (step.verb === 'ask' && step.chooseFrom !== undefined) {
        const type = typeAt(view.fields, step.chooseFrom)
        if (type !== undefined && type.kind !== 'list') {
          report.at('type/choose-from', view.source, [...step.path, 'choose_from'], 'value', {
            path: step.chooseFrom,
            given: describeType(type),
          })
        }
      }
      for (const { exit, path, cause } of exitsOf(step)) {
        const at = findIfEmpty(exit, path)
        const why = at === undefined ? undefined : explainNoList(scene, step, cause)
        if (at !== undefined && why !== undefined) report.at('flow/if-empty-without-list', view.source, at, 'value', { why })
      }
    }
  }
}

function findIfEmpty(exit: Exit, path: SourcePath): SourcePath | undefined {
  if (exit.kind === 'if_empty') return [...path, 'if_empty']
  if (exit.kind !== 'if') return undefined
  return findIfEmpty(exit.go, [...path, 'go']) ?? findIfEmpty(exit.else, [...path, 'else'])
}

function explainNoList(scene: Scene, step: Step, cause: string): string | undefined {
  if (step.verb !== 'do') return 'no service has just given one'
  if (cause !== 'done') return 'the service has not succeeded here'
  const contract = scene.workspace.services.get(step.service)
  if (contract === undefined || contract.broken?.has('.gives') === true) return undefined
  if (Object.values(contract.gives).some(type => type.kind === 'list')) return undefined
  return `the service ${step.service} gives none`
}
