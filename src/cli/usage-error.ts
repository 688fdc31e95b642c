/** The command line asks for something that cannot be: an unknown scenario, a contact without a required field. */
export class UsageError extends Error {
  /** What to do instead. */
  readonly remedy: string | undefined

  constructor(message: string, remedy?: string) {
    super(message)
    this.name = 'UsageError'
    this.remedy = remedy
  }
}
