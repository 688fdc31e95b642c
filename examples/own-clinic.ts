// Answers calls with services of your own. Run: node examples/own-clinic.ts   Then: npx trucada talk appointment-confirmation --url URL
// In a project of yours, import from 'trucada'.
import {
  compileWorkspace,
  createLog,
  createRealClock,
  defineServices,
  formatFindingsAsText,
  readSettings,
  readSurroundings,
  readWorkspaceFolder,
  startServer,
} from '../src/index.ts'

const { settings } = readSettings({ flags: { data: '.trucada/example' }, env: process.env, folder: process.cwd() })
const { scenarios, findings, workspace } = compileWorkspace(await readWorkspaceFolder(settings.scenarios))
console.error(formatFindingsAsText(findings, workspace.sources))

const confirmed = new Set<unknown>()
const services = defineServices({
  confirm_visit({ id }) {
    confirmed.add(id)
    return { result: 'done', values: {} }
  },
  free_times: () => ({ result: 'done', values: { result: [Date.now() + 86_400_000] } }),
})

const surroundings = await readSurroundings(settings)
const server = await startServer({
  settings,
  clock: createRealClock(),
  log: createLog('info', process.stdout, true),
  scenarios: () => scenarios,
  surroundings: () => surroundings,
  services,
  onEntry: (_, entry) => entry.kind === 'ended' && console.log(`${entry.result.outcome}; confirmed so far: ${confirmed.size}`),
})
console.log(`Answering at ${server.url}`)
