/** The lines that the speech service writes; pino's log is one. Nothing of what was said stands in them. */
export interface ServiceLog {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
}
