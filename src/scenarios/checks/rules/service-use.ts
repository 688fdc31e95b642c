import type { ServiceContract } from '../../model/documents.ts'
import type { DoStep } from '../../model/step.ts'
import { suggest } from '../../source/suggest.ts'
import { isUnreadPart } from '../broken.ts'
import { checkInputs } from '../inputs.ts'
import type { Report, Rule } from '../report.ts'
import type { View } from '../view.ts'

/** How steps call services: that the contract is there, inputs, results, and what is kept. */
export const checkServiceUse: Rule = (scene, report) => {
  const { services, unread } = scene.workspace
  for (const view of scene.views) {
    for (const step of view.steps) {
      if (step.verb !== 'do') continue
      const contract = services.get(step.service)
      if (contract !== undefined) {
        checkInputs(view, step, contract.takes, `The service ${contract.name}`, report, {
          missing(path, name, type) {
            if (isUnreadPart(view.document, step)) return
            report.at('service/missing-input', view.source, path, 'value', { service: contract.name, name, type })
          },
          unknown(path, name, nearest, known) {
            if (contract.broken?.has('.takes') === true) return
            report.at('service/unknown-input', view.source, path, 'key', { service: contract.name, name, nearest, known })
          },
        })
        checkResults(view, step, contract, report)
        checkKeep(view, step, contract, report)
      } else if (!unread.has(`services/${step.service}`)) {
        report.at('service/unknown', view.source, [...step.path, 'do'], 'value', {
          service: step.service,
          nearest: suggest(step.service, services.keys()),
        })
      }
    }
  }
}

function checkResults(view: View, step: DoStep, { name: service, results, broken }: ServiceContract, report: Report): void {
  for (const result of isUnreadPart(view.document, step) ? [] : results) {
    if (!Object.hasOwn(step.instead, result))
      report.at('service/unhandled-result', view.source, [...step.path, 'do'], 'value', { service, result })
  }
  for (const result of Object.keys(step.instead)) {
    if (results.includes(result) || broken?.has('.results') === true) continue
    report.at('service/unknown-result', view.source, [...step.path, 'instead', result], 'key', {
      service,
      result,
      nearest: suggest(result, results),
      known: results,
    })
  }
}

function checkKeep(view: View, step: DoStep, { name: service, gives, broken }: ServiceContract, report: Report): void {
  if (broken?.has('.gives') === true) return
  const known = Object.keys(gives)
  if (typeof step.keep === 'string') {
    if (!Object.hasOwn(gives, 'result'))
      report.at('service/keep-which', view.source, [...step.path, 'keep'], 'value', { service, name: step.keep, known })
    return
  }
  for (const [mine, theirs] of Object.entries(step.keep ?? {})) {
    if (Object.hasOwn(gives, theirs)) continue
    report.at('service/unknown-keep', view.source, [...step.path, 'keep', mine], 'value', {
      service,
      name: theirs,
      nearest: suggest(theirs, known),
      known,
    })
  }
}
