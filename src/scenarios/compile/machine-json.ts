/** A guard by name; `params` are plain data. */
export interface GuardJson {
  readonly type: string
  readonly params?: Readonly<Record<string, unknown>>
}
/** An action by name; `params` are plain data. */
export interface ActionJson {
  readonly type: string
  readonly params?: Readonly<Record<string, unknown>>
}
/** One transition. Without a target it forbids the event: whoever stands above never sees it. */
export interface TransitionJson {
  readonly guard?: GuardJson
  readonly target?: string
  readonly reenter?: boolean
  readonly actions?: readonly ActionJson[]
  /** `by: 'policy'` where the author wrote no exit and the policy's (or the engine's) holds; diagrams leave those out. */
  readonly meta?: { readonly by: 'policy' }
}
/** Event → transitions. */
export type EventsJson = Readonly<Record<string, TransitionJson | readonly TransitionJson[]>>
/** What a state node says of the step that it was made of. */
export interface StateMeta {
  readonly kind: string
  readonly document: string
  readonly line: number
  /** First variant of the prompt in the base language; a service's or a line's name for steps without one. */
  readonly text?: string
}
/** A state node as XState 5 reads it. */
export interface StateJson {
  readonly type?: 'final' | 'history'
  readonly history?: 'deep'
  readonly initial?: string | { readonly target: string; readonly actions: readonly ActionJson[] }
  readonly states?: Readonly<Record<string, StateJson>>
  readonly entry?: readonly ActionJson[]
  readonly exit?: readonly ActionJson[]
  readonly invoke?: {
    readonly id: string
    readonly src: string
    readonly input: { readonly path: string }
    readonly onDone: readonly TransitionJson[]
    readonly onError: TransitionJson
  }
  readonly on?: EventsJson
  readonly onDone?: readonly TransitionJson[]
  readonly always?: readonly TransitionJson[]
  readonly output?: Readonly<Record<string, unknown>>
  readonly meta?: StateMeta
}
