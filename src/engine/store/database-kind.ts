/** Which database lies below. */
export type DatabaseKind = 'sqlite' | 'postgres'
