import { acceptPreview, type Decided, skipPreview, takePreview } from '../../../engine/campaigns/preview/index.ts'
import type { PREVIEW_CONTRACTS } from '../../contracts/previews.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { notFound, RequestProblem } from '../request-problem.ts'
import { writeContact } from './contacts.ts'
import { writeTask } from './tasks.ts'

/** Calls that an agent sees before they are made. */
export function createPreviewHandlers({ store, clock }: HandlerContext): Handlers<typeof PREVIEW_CONTRACTS> {
  return {
    async takePreview({ params: { name }, body: { agent }, key }) {
      if ((await store.campaigns.find(name)) === undefined) throw notFound('campaign')
      const preview = await takePreview(store, name, agent ?? key.name, clock.now())
      if (preview === undefined) return { body: { preview: null }, subject: name }
      const { task, contact } = preview
      return { body: { preview: { task: writeTask(task), contact: writeContact(contact) } }, subject: contact.id }
    },
    async callPreview({ params: { id }, body: { agent }, key }) {
      const state = expectDone(await acceptPreview(store, id, agent ?? key.name, clock.now()))
      return { body: { id, state }, subject: id }
    },
    async skipPreview({ params: { id }, body: { agent, until, note }, key }) {
      const skip = {
        agent: agent ?? key.name,
        ...(until !== undefined && { until: Date.parse(until) }),
        ...(note !== undefined && { note }),
      }
      const state = expectDone(await skipPreview(store, id, skip, clock.now()))
      return { body: { id, state }, subject: id, details: { until: until ?? null } }
    },
  }
}

function expectDone<Done extends string>(decided: Decided<Done>): Done {
  switch (decided) {
    case 'unknown':
      throw notFound('preview', 'POST /api/campaigns/NAME/previews gives the next one.')
    case 'taken':
      throw new RequestProblem(409, 'task-taken', 'Another agent has this contact, or it is done.', { remedy: 'Take the next.' })
    case 'gone':
      throw new RequestProblem(409, 'contact-gone', 'This contact is not to be called any more.', {
        remedy: 'It was reached, called or given to a person meanwhile: take the next.',
      })
    default:
      return decided as Done
  }
}
