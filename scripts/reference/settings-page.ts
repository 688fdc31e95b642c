import { describeType, SETTINGS, type Setting } from '../../src/server/settings/index.ts'

/** The page docs/reference/settings.md, made of the list of settings. */
export function writeSettingsPage(): string {
  const rows = (SETTINGS as readonly Setting[]).map(setting => {
    const fallback = setting.default === undefined ? '' : `\`${setting.default}\``
    const secret = setting.secret === true ? ' Secret: never printed.' : ''
    return `| \`--${setting.flag}\` | \`${setting.env}\` | \`${setting.key}\` | ${describeType(setting.type)} | ${fallback} | ${setting.meaning}${secret} |`
  })
  return `<!-- Made by scripts/write-reference.ts of src/server/settings/list.ts; a test holds the two together. -->
# Settings

A setting is taken from the first of these that gives it: the command line, the environment, the file \`trucada.yaml\` in the working
folder, the default. \`trucada config\` prints each value in force and where it came from; \`trucada config --json\` does so for programs.
Folders that the working folder lacks are taken from the examples that come with trucada (except the data folder).

| command line | environment | trucada.yaml | type | default | meaning |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

\`trucada.yaml\` holds one setting a line:

\`\`\`yaml
port: 3000
scenarios: /srv/clinic/scenarios
log_level: warn
\`\`\`

An empty variable of the environment counts as absent. A value that cannot be used, or a name that is none, ends the command with
exit code 2 and one line a problem: the place, what is wrong, and what to do.

\`NO_COLOR\` switches colours off everywhere, \`FORCE_COLOR=1\` on where the output is no terminal.
`
}
