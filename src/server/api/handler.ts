import type { z } from 'zod'
import type { CallbackDesk } from '../../engine/campaigns/callbacks/index.ts'
import type { Clock } from '../../engine/call/ports.ts'
import type { Lines } from '../../engine/jambonz/index.ts'
import type { ApiKeyRecord, Store } from '../../engine/store/index.ts'
import type { EventFeed } from '../../engine/store/live/index.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { LiveCampaigns } from '../campaigns/live-campaigns.ts'
import type { Contract } from '../contracts/index.ts'
import type { Log } from '../log.ts'
import type { Meters } from '../observe/index.ts'
import type { Settings, WebAccess } from '../settings/index.ts'
import type { Aside } from './aside/run-aside.ts'
import type { LeadLimits } from './lead-limits.ts'

/** What the API answers from. */
export interface ApiSources {
  readonly settings: Settings
  readonly web: WebAccess
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly campaigns: LiveCampaigns
  readonly callbacks: CallbackDesk
  readonly events: EventFeed
  /** Scenarios as they were checked last. */
  workspace(): Pick<Workspace, 'scenarios' | 'unread' | 'policies' | 'blocks' | 'services'>
  lines(): Lines
  readonly meters: Meters
}

/** The same, for handlers: with the thread for what takes long. */
export interface HandlerContext extends ApiSources {
  readonly aside: Aside
  readonly leadLimits: LeadLimits
}

type Output<C, Part extends string> = C extends { readonly [P in Part]: infer S extends z.ZodType } ? z.output<S> : undefined

/** A request that was checked: what is asked, by whom. */
export interface Asked<C extends Contract> {
  readonly params: Output<C, 'params'>
  readonly query: Output<C, 'query'>
  readonly headers: Output<C, 'headers'>
  readonly body: Output<C, 'body'>
  readonly key: Pick<ApiKeyRecord, 'id' | 'name' | 'role'>
}

/** What a handler answers. */
export interface Answer<C extends Contract> {
  /** JSON, by the contract; keys that it does not name are left out. */
  readonly body?: z.input<C['answer']>
  /** A file instead. */
  readonly file?: { readonly type: string; readonly name: string; readonly content: string | Uint8Array }
  readonly etag?: string
  /** For the audit log: whom or what it concerned, and facts without personal data. `isAudited`: it is there already. */
  readonly subject?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly isAudited?: boolean
}

/** Does what a contract promises. Throws `RequestProblem` for what cannot be. */
export type Handler<C extends Contract> = (asked: Asked<C>) => Promise<Answer<C>>

/** A handler for each of some contracts. */
export type Handlers<All extends Readonly<Record<string, Contract>>> = { readonly [Name in keyof All]: Handler<All[Name]> }
