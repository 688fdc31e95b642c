import type { ToJambonz } from './protocol.ts'

/** The way to jambonz. Messages are sent in order; one sent while the socket is down is lost. */
export interface JambonzLink {
  send(message: ToJambonz): void
  /** Breaks the socket, so that jambonz connects again. */
  cut(): void
  /** Frees the link once the call is over. */
  close(): void
}
