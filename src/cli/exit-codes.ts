/** How a command ends; the manual's table is made of this. */
export const EXIT = {
  /** Done, and nothing to object to. */
  ok: 0,
  /** The command worked, and what it looked at has errors: findings, failed simulations, unformatted files. */
  found: 1,
  /** The command line or the settings cannot be used. */
  usage: 2,
  /** The world is in the way: a port is taken, a folder cannot be read, a server is away. */
  world: 3,
  /** A fault of trucada itself. */
  bug: 70,
} as const

/** One of the codes of `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What each exit code means, for people. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'Done; nothing to object to.',
  found: 'The command worked, and what it looked at has errors: findings, failed simulations, files to format.',
  usage: 'The command line or the settings cannot be used; the message says what to change.',
  world: 'Something outside is in the way: a port is taken, a folder cannot be read, a server is away.',
  bug: 'A fault of trucada itself; please report it with the lines that were printed.',
}
