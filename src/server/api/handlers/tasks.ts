import type { TaskRecord } from '../../../engine/store/index.ts'
import type { TASK_CONTRACTS } from '../../contracts/tasks.ts'
import { CURSORS, makePage, readCursor } from '../cursors.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { notFound, RequestProblem } from '../request-problem.ts'
import { writeInstant, writeInstantOrNull } from '../write-instant.ts'

/** The worklist. */
export function createTaskHandlers({ store, clock }: HandlerContext): Handlers<typeof TASK_CONTRACTS> {
  const find = async (id: string): Promise<TaskRecord> => {
    const task = await store.tasks.find(id)
    if (task === undefined) throw notFound('task')
    return task
  }
  return {
    async listTasks({ query: { limit, cursor, campaign, contact, kind, state } }) {
      const after = readCursor(CURSORS.tasks, cursor)
      const rows = await store.tasks.list({
        ...(campaign !== undefined && { campaign }),
        ...(contact !== undefined && { contact }),
        ...(kind !== undefined && { kind }),
        ...(state !== undefined && { state }),
        ...(after !== undefined && { after }),
        limit: limit + 1,
      })
      const page = makePage(rows, limit, writeTask, ({ priority, createdAt, id }) => [priority, createdAt, id])
      return { body: page, subject: campaign ?? '*', details: { count: page.items.length } }
    },
    async takeTask({ params: { id }, body: { assignee: named }, key }) {
      await find(id)
      const assignee = named ?? key.name
      if (!(await store.tasks.take(id, assignee)))
        throw new RequestProblem(409, 'task-taken', 'Somebody has this task already, or it is done.', { remedy: 'Take another.' })
      return { body: { id, state: 'taken', assignee }, subject: id }
    },
    async closeTask({ params: { id } }) {
      const { assignee } = await find(id)
      if (!(await store.tasks.close(id, clock.now()))) throw new RequestProblem(409, 'task-done', 'The task is done already.')
      return { body: { id, state: 'done', assignee }, subject: id }
    },
  }
}

/** A task as the API shows it. */
export function writeTask(task: TaskRecord) {
  return {
    ...task,
    dueAt: writeInstantOrNull(task.dueAt),
    createdAt: writeInstant(task.createdAt),
    closedAt: writeInstantOrNull(task.closedAt),
  }
}
