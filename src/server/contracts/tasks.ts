import { z } from 'zod'
import type { Contract } from './contract.ts'
import { campaignName, id, instant, pageOf, paging } from './values.ts'

const tag = 'Tasks'
const state = z.enum(['open', 'taken', 'done'])
const params = z.object({ id })

/** A task. */
export const task = z
  .object({
    id,
    kind: z.string().meta({ examples: ['worklist', 'callback', 'unknown', 'reply', 'staff', 'preview'] }),
    campaign: campaignName.nullable(),
    contact: z.string().nullable(),
    person: z.string().nullable(),
    attempt: z.string().nullable(),
    reason: z.string(),
    note: z.string().nullable(),
    priority: z.int(),
    state,
    assignee: z.string().nullable().meta({ description: 'Who has it: the name that was given, or of the key.' }),
    dueAt: instant.nullable(),
    createdAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Task' })

const taskState = z.object({ id, state, assignee: z.string().nullable() })

/** The worklist. */
export const TASK_CONTRACTS = {
  listTasks: {
    method: 'GET',
    path: '/api/tasks',
    tag,
    summary: 'The worklist: the highest priority first, then the oldest',
    role: 'operator',
    action: 'tasks.read',
    query: z.object({
      campaign: campaignName.optional(),
      contact: id.optional(),
      kind: z.string().max(40).optional(),
      state: state.optional(),
      ...paging,
    }),
    status: 200,
    answer: pageOf(task),
  },
  takeTask: {
    method: 'POST',
    path: '/api/tasks/:id/take',
    tag,
    summary: 'Take a task: one person gets it',
    role: 'operator',
    action: 'task.take',
    params,
    body: z.object({ assignee: z.string().min(1).max(80).optional().meta({ description: 'Who takes it; absent: the key.' }) }),
    status: 200,
    answer: taskState,
  },
  closeTask: {
    method: 'POST',
    path: '/api/tasks/:id/close',
    tag,
    summary: 'Say that a task is done',
    role: 'operator',
    action: 'task.close',
    params,
    status: 200,
    answer: taskState,
  },
} as const satisfies Readonly<Record<string, Contract>>
