import { suggest } from '../../source/suggest.ts'
import type { Rule } from '../report.ts'
import { sourceOf } from '../view.ts'

/** Scenarios under a policy that is not there. */
export const checkUnknownPolicies: Rule = ({ workspace }, report) => {
  for (const { policy, file } of workspace.scenarios.values()) {
    if (workspace.policies.has(policy) || workspace.unread.has(`policies/${policy}`)) continue
    report.at('flow/unknown-policy', sourceOf(workspace, file), ['policy'], 'value', {
      policy,
      nearest: suggest(policy, workspace.policies.keys()),
    })
  }
}
