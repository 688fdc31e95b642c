/** Where the adapter writes; pino's shape. Facts hold no personal data: no words, names or telephone numbers. */
export interface Log {
  debug(facts: Readonly<Record<string, unknown>>, message: string): void
  info(facts: Readonly<Record<string, unknown>>, message: string): void
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
  error(facts: Readonly<Record<string, unknown>>, message: string): void
}

const ignore = (): void => undefined
/** Writes nothing. */
export const SILENT_LOG: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
