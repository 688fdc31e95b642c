// The tables, as steps that each database has taken or takes at the next start. In: which database. Out: named migrations in order.
// A step that has landed is never changed: a new one follows it. Must not know what the rows mean.
import type { Migration } from 'kysely/migration'
import type { DatabaseKind } from '../database-kind.ts'
import { begin } from './0001-begin.ts'
import { api } from './0002-api.ts'
import { leaseCallsIn } from './0003-calls-in.ts'
import { addClinic } from './0004-clinic.ts'
import { keepCallers } from './0005-callers.ts'
import { messages } from './0006-messages.ts'
import { joinAttempts } from './0007-joined.ts'
import { addWaitingList } from './0008-waiting-list.ts'
import { findSubjects } from './0009-find-subjects.ts'
import { countAgents } from './0010-agents.ts'
import { findWaiting } from './0011-find-waiting.ts'
import { noteLeaving } from './0012-leaving.ts'

/** Every migration by name; names are taken in alphabetical order. */
export function listMigrations(kind: DatabaseKind): Readonly<Record<string, Migration>> {
  return {
    '0001-begin': begin(kind),
    '0002-api': api,
    '0003-calls-in': leaseCallsIn,
    '0004-clinic': addClinic(kind),
    '0005-callers': keepCallers,
    '0006-messages': messages,
    '0007-joined': joinAttempts,
    '0008-waiting-list': addWaitingList,
    '0009-find-subjects': findSubjects,
    '0010-agents': countAgents,
    '0011-find-waiting': findWaiting(kind),
    '0012-leaving': noteLeaving,
  }
}
