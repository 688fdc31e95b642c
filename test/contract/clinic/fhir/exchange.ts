import type { IncomingMessage } from 'node:http'

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string
  /** With the query: `Slot?status=free`. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
}

/** An answer before it is written. */
export interface Handled {
  readonly status: number
  readonly body: object
  readonly etag?: string
  readonly location?: string
}
