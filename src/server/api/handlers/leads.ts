import { readCallbackNumber } from '../../../engine/campaigns/callbacks/index.ts'
import type { LEAD_CONTRACTS } from '../../contracts/leads.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { RequestProblem } from '../request-problem.ts'

/** Web forms: whoever leaves a number is called back. */
export function createLeadHandlers({
  callbacks,
  clock,
  events,
  campaigns,
  leadLimits,
}: HandlerContext): Handlers<typeof LEAD_CONTRACTS> {
  return {
    async takeLead({ body: { number, name, language, callAt, note, consent, website }, key }) {
      const body = { accepted: true } as const
      // A program that fills in everything is not told that it was found out.
      if (website !== undefined && website !== '') return { body, subject: key.name, details: { became: 'dropped' } }
      const read = readCallbackNumber({ campaigns: () => campaigns.current() }, number)
      if (read.kind === 'phone') await leadLimits.admitNumber(read.phone.number)
      const result = await callbacks.request({
        way: 'web',
        number,
        ...(name !== undefined && { name }),
        ...(language !== undefined && { language }),
        ...(callAt !== undefined && { callAt: Date.parse(callAt) }),
        ...(note !== undefined && { note }),
        consent: { source: 'web', evidence: `form of key ${key.name}: ${consent.text}` },
      })
      if (result.kind === 'refused')
        throw new RequestProblem(422, 'unusable-number', 'This number cannot be called.', {
          remedy: 'Let the visitor type the number with its country.',
          errors: [{ at: '/number', message: result.problem }],
        })
      const subject = 'contact' in result ? result.contact : 'task' in result ? result.task : undefined
      events.publish({ kind: 'lead', at: clock.now(), facts: { became: result.kind } })
      return { body, subject: subject ?? key.name, details: { became: result.kind } }
    },
  }
}
