import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import { findPackageFolder } from '../package-folder.ts'
import { SETTINGS, type SettingKey, type Settings } from './list.ts'
import { readSettingsFile, type SettingsFile } from './read-settings-file.ts'
import { readValue } from './read-value.ts'
import type { Setting, SettingOrigin, SettingValue } from './setting.ts'
import { SettingsError, type SettingsProblem } from './settings-error.ts'

/** Name of the file of settings, in the working folder. */
const SETTINGS_FILE = 'trucada.yaml'

/** Where settings come from, the strongest first. */
export interface SettingsInput {
  /** By flag without dashes: what the command line gave. */
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working folder: trucada.yaml lies in it, and relative folders count from it. */
  readonly folder: string
}

/** The settings in force, and whence each came. */
export interface SettingsInForce {
  readonly settings: Settings
  readonly origins: Readonly<Record<SettingKey, SettingOrigin>>
}

/**
 * Reads the settings: command line, then environment, then trucada.yaml, then defaults.
 * Throws one `SettingsError` that names all that is wrong.
 */
export function readSettings(input: SettingsInput): SettingsInForce {
  const file = openSettingsFile(input.folder)
  const problems: SettingsProblem[] = [...file.problems]
  const values: Record<string, SettingValue> = {}
  const origins: Record<string, SettingOrigin> = {}
  for (const setting of SETTINGS as readonly Setting[]) {
    const found = findGiven(setting, input, file)
    if (found === undefined) {
      const fallback = chooseDefault(setting, input.folder)
      values[setting.key] = fallback.value
      origins[setting.key] = fallback.origin
      continue
    }
    const read = readValue(setting, found.given, input.folder)
    origins[setting.key] = found.origin
    if (read.kind === 'value') values[setting.key] = read.value
    else problems.push({ place: found.place, message: read.message, remedy: setting.meaning })
  }
  if (problems.length > 0) throw new SettingsError(problems)
  // Every key of SETTINGS was read above by its own type; `Settings` names the same keys (a test holds the two together).
  return { settings: values as unknown as Settings, origins: origins as Record<SettingKey, SettingOrigin> }
}

function openSettingsFile(folder: string): SettingsFile {
  try {
    return readSettingsFile(SETTINGS_FILE, readFileSync(join(folder, SETTINGS_FILE), 'utf8'), SETTINGS)
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return { values: new Map(), problems: [] }
    throw new OperationalError(
      'settings/unreadable',
      `${SETTINGS_FILE} cannot be read (${readSystemCode(error) ?? 'unknown reason'}).`,
      {
        remedy: 'Make it readable for the user that runs trucada, or remove it.',
        cause: error,
      },
    )
  }
}

/** An empty variable of the environment counts as absent: that is how many launchers say "not set". */
function findGiven(
  setting: Setting,
  input: SettingsInput,
  file: SettingsFile,
): { given: unknown; place: string; origin: SettingOrigin } | undefined {
  const flag = input.flags[setting.flag]
  if (flag !== undefined) return { given: flag, place: `--${setting.flag}`, origin: 'command line' }
  const variable = input.env[setting.env]
  if (variable !== undefined && variable !== '') return { given: variable, place: setting.env, origin: 'environment' }
  const line = file.values.get(setting.key)
  return line === undefined ? undefined : { ...line, origin: 'trucada.yaml' }
}

/** Folders that the working folder lacks are taken from what trucada ships, so that a first call needs no set-up. */
function chooseDefault(setting: Setting, folder: string): { value: SettingValue; origin: SettingOrigin } {
  if (setting.type.kind !== 'folder' || typeof setting.default !== 'string') return { value: setting.default, origin: 'default' }
  const here = resolve(folder, setting.default)
  const shipped = join(findPackageFolder(), setting.default)
  if (!existsSync(here) && shipped !== here && setting.key !== 'data' && existsSync(shipped))
    return { value: shipped, origin: 'shipped' }
  return { value: here, origin: 'default' }
}
