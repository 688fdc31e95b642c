import { suggest } from '../../source/suggest.ts'
import type { Rule } from '../report.ts'
import { isBroken } from '../broken.ts'
import { sourceOf } from '../view.ts'

/** Scenarios under a policy that is not there. */
export const checkUnknownPolicies: Rule = ({ workspace }, report) => {
  for (const scenario of workspace.scenarios.values()) {
    const { policy, file } = scenario
    if (isBroken(scenario, '.policy')) continue
    if (workspace.policies.has(policy) || workspace.unread.has(`policies/${policy}`)) continue
    report.at('flow/unknown-policy', sourceOf(workspace, file), ['policy'], 'value', {
      policy,
      nearest: suggest(policy, workspace.policies.keys()),
      known: [...workspace.policies.keys()],
    })
  }
}
