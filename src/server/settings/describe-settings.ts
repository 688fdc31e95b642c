import { SETTINGS } from './list.ts'
import type { SettingsInForce } from './read-settings.ts'
import type { Setting, SettingOrigin, SettingValue } from './setting.ts'

/** A line of `trucada config`. */
export interface DescribedSetting {
  readonly key: string
  /** As in force; a secret is shown as dots, nothing as null. */
  readonly value: string | number | null
  readonly origin: SettingOrigin
  readonly flag: string
  readonly env: string
  readonly meaning: string
}

// Always as long, so that it tells nothing of the secret.
const MASK = '••••••'

/** Every setting with its value and whence it came; secrets masked. */
export function describeSettings({ settings, origins }: SettingsInForce): readonly DescribedSetting[] {
  return SETTINGS.map((setting: Setting & { readonly key: (typeof SETTINGS)[number]['key'] }) => {
    const value: SettingValue = settings[setting.key]
    const shown = value === undefined ? null : setting.secret === true ? MASK : value
    return {
      key: setting.key,
      value: shown,
      origin: origins[setting.key],
      flag: `--${setting.flag}`,
      env: setting.env,
      meaning: setting.meaning,
    }
  })
}
