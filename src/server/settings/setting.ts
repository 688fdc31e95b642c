/** How a setting's value is read: from a flag and the environment as text, from trucada.yaml as YAML's own value. */
export type SettingType =
  | { readonly kind: 'text' }
  /** A folder; relative ones count from the working folder. */
  | { readonly kind: 'folder' }
  /** A whole number. */
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }

/** One setting; everything that reads, prints or documents settings is made of the list of these. */
export interface Setting {
  /** Name in trucada.yaml: `log_level`. */
  readonly key: string
  /** Name on the command line, without the dashes: `log-level`. */
  readonly flag: string
  /** Name in the environment: `TRUCADA_LOG_LEVEL`. */
  readonly env: string
  readonly type: SettingType
  /** Absent: the setting has no value unless somebody gives one. */
  readonly default?: string | number
  /** Never printed, not even in errors. */
  readonly secret?: true
  /** A phrase for help and manual. */
  readonly meaning: string
}

/** Where the value in force came from. `shipped`: the example that comes with trucada, because the working folder has none. */
export type SettingOrigin = 'command line' | 'environment' | 'trucada.yaml' | 'default' | 'shipped'

/** A value as it is in force. */
export type SettingValue = string | number | undefined

/** How a type is written for people: `1–65535`, `a folder`, `trace, debug, …`. */
export function describeType(type: SettingType): string {
  switch (type.kind) {
    case 'text':
      return 'text'
    case 'folder':
      return 'folder'
    case 'number':
      return `whole number, ${type.from} to ${type.to}`
    case 'choice':
      return type.of.join(', ')
  }
}
