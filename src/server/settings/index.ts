// Settings: one list, read from the command line, the environment, trucada.yaml and defaults, in that order.
// In: flags as text, an environment, a working folder. Out: `Settings` with absolute folders, and whence each value came.
// Errors are the operator's: one `SettingsError` that names every problem with its place and remedy.
// Must not know: commands, the server's parts that use the settings, or any `process` of its own.
export { describeSettings, type DescribedSetting } from './describe-settings.ts'
export { SETTINGS, type SettingKey, type Settings } from './list.ts'
export { type Login, readLogin, readLogins } from './read-login.ts'
export { readJambonzAccess } from './read-jambonz-access.ts'
export { type ModelSettings, readModelSettings } from './read-model-settings.ts'
export { readSpeechProviders, readSpeechToken, type UsedProviders } from './read-speech-settings.ts'
export { readSettings, type SettingsInForce, type SettingsInput } from './read-settings.ts'
export { describeType, type Setting, type SettingOrigin } from './setting.ts'
export { SettingsError, type SettingsProblem } from './settings-error.ts'
export { readWebAccess, type WebAccess } from './read-web-access.ts'
