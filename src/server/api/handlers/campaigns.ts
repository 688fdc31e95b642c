import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CAMPAIGN_FILES, checkCampaigns, loadCampaigns } from '../../../engine/campaigns/index.ts'
import { readSystemCode } from '../../../engine/operational-error.ts'
import type { CampaignCounts } from '../../campaigns/count-campaign.ts'
import { countCampaign } from '../../campaigns/count-campaign.ts'
import { type NotChanged, resumeCampaign, startCampaign, stopCalling } from '../../campaigns/change-campaign.ts'
import { judgeCampaign, type OpenedCampaign } from '../../campaigns/open-campaign.ts'
import type { CAMPAIGN_CONTRACTS } from '../../contracts/campaigns.ts'
import { writeFindings } from '../write-findings.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { notFound, RequestProblem } from '../request-problem.ts'
import { writeInstant, writeInstantOrNull } from '../write-instant.ts'

const REPORT_TYPES = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Campaigns: their files, states and figures. */
export function createCampaignHandlers(context: HandlerContext): Handlers<typeof CAMPAIGN_CONTRACTS> {
  const { store, clock, campaigns, settings, events, aside } = context
  const fileOf = (name: string): string => join(settings.campaigns, `${name}.yaml`)
  /** One change of files after another: each is judged by what the one before has left. */
  let changing: Promise<unknown> = Promise.resolve()

  const open = (name: string): OpenedCampaign => {
    const opened = judgeCampaign(campaigns.current(), context.workspace(), name)
    if (opened.kind === 'opened') return opened
    if (opened.kind === 'unknown') throw notFound('campaign', `Campaigns are: ${opened.known.join(', ') || 'none yet'}.`)
    throw new RequestProblem(422, 'faulty-campaign', 'The campaign has errors.', {
      remedy: 'Mend them; see "findings".',
      findings: writeFindings(opened.findings),
    })
  }
  const change = async (
    name: string,
    text: string,
    headers: { 'if-match'?: string | undefined; 'if-none-match'?: string | undefined },
  ) => {
    const before = await readText(fileOf(name))
    checkPrecondition(before, headers)
    const read = loadCampaigns(new Map([[`${name}.yaml`, text]]))
    const { countries, messages } = campaigns.current()
    const findings = [...read.findings, ...checkCampaigns({ ...read, countries, messages }, context.workspace())]
    if (findings.some(({ severity }) => severity === 'error'))
      throw new RequestProblem(422, 'faulty-campaign', 'The text has errors; nothing was changed.', {
        remedy: 'Mend them; see "findings".',
        findings: writeFindings(findings),
      })
    await mkdir(settings.campaigns, { recursive: true })
    // Whoever reads meanwhile sees the whole text before, or the whole text after.
    await writeFile(`${fileOf(name)}.new`, text)
    await rename(`${fileOf(name)}.new`, fileOf(name))
    await campaigns.reload()
    return findings
  }

  return {
    async listCampaigns() {
      const known = new Map((await store.campaigns.list()).map(({ name }) => [name, true]))
      for (const name of campaigns.current().campaigns.keys()) if (!known.has(name)) known.set(name, false)
      const items = []
      for (const name of [...known.keys()].sort()) items.push(writeCounts(await countCampaign(store, name)))
      return { body: { items } }
    },
    async getCampaign({ params: { name } }) {
      const text = await readText(fileOf(name))
      const versions = await store.campaigns.listVersions(name)
      if (text === undefined && versions.length === 0) throw notFound('campaign')
      const { campaigns: files } = campaigns.current()
      const file = `${CAMPAIGN_FILES}${name}.yaml`
      const body = {
        ...writeCounts(await countCampaign(store, name)),
        title: files.get(name)?.title ?? null,
        text: text ?? null,
        findings: writeFindings(campaigns.report.findings.filter(finding => finding.file === file)),
        versions: versions.map(({ hash, savedAt }) => ({ hash, savedAt: writeInstant(savedAt) })),
      }
      return { body, ...(text !== undefined && { etag: hashText(text) }) }
    },
    async putCampaign({ params: { name }, body: text, headers }) {
      const work = changing.then(() => change(name, text, headers))
      changing = work.catch(() => undefined)
      const findings = await work
      const version = hashText(text)
      const state = (await store.campaigns.find(name))?.state ?? 'draft'
      events.publish({ kind: 'campaign', at: clock.now(), facts: { campaign: name, state } })
      return { body: { name, version, findings: writeFindings(findings) }, etag: version, subject: name, details: { version } }
    },
    async startCampaign({ params: { name }, key }) {
      const version = await startCampaign({ store, clock, actor: key.name }, open(name))
      return { body: { name, state: 'running', version }, isAudited: true }
    },
    async resumeCampaign({ params: { name }, key }) {
      const resumed = await resumeCampaign({ store, clock, actor: key.name }, name)
      if (resumed.kind !== 'resumed') throw describeNotChanged(resumed)
      return { body: { name, state: 'running', version: resumed.version }, isAudited: true }
    },
    async haltCampaign({ params: { name }, body: { strength }, key }) {
      const halted = await stopCalling({ store, clock, actor: key.name }, name, strength)
      if (halted.kind !== 'halted') throw describeNotChanged(halted)
      const after = await store.campaigns.find(name)
      if (after === undefined) throw notFound('campaign')
      return { body: { name, state: after.state, version: after.version, live: halted.live }, isAudited: true }
    },
    async forecastCampaign({ params: { name }, query: { answered } }) {
      open(name)
      const { endsAt, ...forecast } = await aside.run('forecast', { campaign: name, answered })
      return { body: { ...forecast, endsAt: writeInstant(endsAt) } }
    },
    async reportCampaign({ params: { name }, query: { form, from, to } }) {
      if ((await store.campaigns.find(name)) === undefined) throw notFound('campaign')
      const span = { ...(from !== undefined && { from: Date.parse(from) }), ...(to !== undefined && { to: Date.parse(to) }) }
      const content = await aside.run('report', { campaign: name, form, ...span, at: clock.now() })
      if (form === 'json') return { body: JSON.parse(content.toString()) as { campaign: string; title: string; at: number } }
      return { file: { type: REPORT_TYPES[form], name: `${name}.${form}`, content } }
    },
  }
}

function writeCounts({ name, state, version, total, contacts, outcomes, live, nextAt }: CampaignCounts) {
  const running = Object.fromEntries(Object.entries(live).map(([state, count]) => [state, count ?? 0]))
  return {
    name,
    state,
    version: version === '' ? null : version,
    contacts: { total, ...contacts },
    outcomes: { ...outcomes },
    live: running,
    nextAt: writeInstantOrNull(nextAt),
  }
}

function describeNotChanged(because: NotChanged): RequestProblem {
  if (because.kind === 'unknown') return notFound('campaign', 'It has to be started once: POST /api/campaigns/NAME/start.')
  const state = because.state === 'draft' ? 'not started yet' : because.state
  return new RequestProblem(409, 'campaign-idle', `The campaign does not run: it is ${state}.`, {
    remedy: 'Start it first: POST /api/campaigns/NAME/start.',
  })
}

const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** @throws {RequestProblem} when the text is not the one that the request was made from */
function checkPrecondition(
  before: string | undefined,
  { 'if-match': match, 'if-none-match': noneMatch }: { 'if-match'?: string | undefined; 'if-none-match'?: string | undefined },
): void {
  if (match === undefined && noneMatch !== '*')
    throw new RequestProblem(428, 'precondition-required', 'It is not said which text is replaced.', {
      remedy: 'Send the ETag of the text in If-Match, or "If-None-Match: *" for a new campaign.',
    })
  const etags = (match ?? '').split(',').map(tag => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'))
  const fits =
    match === undefined ? before === undefined : before !== undefined && (match === '*' || etags.includes(hashText(before)))
  if (!fits)
    throw new RequestProblem(412, 'changed-meanwhile', 'The text is another one by now.', {
      remedy: 'Get it anew, bring your change into it, and send that.',
    })
}
