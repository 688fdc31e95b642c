import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { defineCampaignPlan } from './campaign-plan.ts'

/** What the command line said of a look at campaigns. */
export interface CampaignLookOptions {
  readonly json?: boolean
}
/** What the command line said of stopping a campaign. */
export interface CampaignStopOptions {
  readonly now?: boolean
}

/** What the command line said of a preview. */
export interface CampaignAcceptOptions extends CampaignLookOptions {
  readonly agent: string
}

/** What the command line said of a report. */
export interface CampaignReportOptions {
  readonly csv?: boolean
  readonly xlsx?: boolean
  readonly json?: boolean
  readonly html?: boolean
  readonly out?: string
  readonly from?: string
  readonly to?: string
}

/** `trucada campaign`: starting, halting and watching the calls of campaigns, which servers make. */
export function defineCampaign(program: Command, cli: Cli): void {
  const campaign = program
    .command('campaign')
    .summary('check, start, pause, stop and watch campaigns')
    .description(
      'Starts, halts and watches campaigns. The calls are made by the servers (`trucada serve` with the JAMBONZ_… settings) that share the database; these commands may be run anywhere that reaches it.',
    )
  defineCampaignPlan(campaign, cli)
  campaign
    .command('start')
    .summary('let the calls of a campaign begin')
    .description(
      'Checks the file of the campaign, keeps it as the version in force, and lets its calls begin: at the hours that it and the law allow, to the contacts that were imported.',
    )
    .argument('<name>', 'name of the campaign')
    .action(
      cli.run(async (name: string) => {
        const { runStart } = await import('../campaigns/run-start.ts')
        return runStart(cli, name)
      }),
    )
  campaign
    .command('pause')
    .summary('make no new calls')
    .description(
      'Makes no new calls until `resume`; those that are held go on. When the command has ended, none begins any more.',
    )
    .argument('<name>', 'name of the campaign')
    .action(
      cli.run(async (name: string) => {
        const { runHalt } = await import('../campaigns/run-halt.ts')
        return runHalt(cli, name, 'pause')
      }),
    )
  campaign
    .command('resume')
    .summary('go on with a campaign that was paused or stopped')
    .description('Goes on with a campaign that was paused or stopped, by the version that is in force.')
    .argument('<name>', 'name of the campaign')
    .action(
      cli.run(async (name: string) => {
        const { runResume } = await import('../campaigns/run-halt.ts')
        return runResume(cli, name)
      }),
    )
  campaign
    .command('stop')
    .summary('end a campaign: no new calls, and stopped when the last one has ended')
    .description(
      'Makes no new calls; when the last one has ended, the campaign is stopped. With --now telephones that ring are silenced, and the robot says goodbye in calls that are held.',
    )
    .argument('<name>', 'name of the campaign')
    .option('--now', 'end the calls that are held, politely')
    .action(
      cli.run(async (name: string, options: CampaignStopOptions) => {
        const { runHalt } = await import('../campaigns/run-halt.ts')
        return runHalt(cli, name, options.now === true ? 'end' : 'drain')
      }),
    )
  campaign
    .command('status')
    .summary('show how far campaigns are')
    .description(
      'Shows for each campaign, or one: its state, its contacts, the calls that are held, and what came of those that ended.',
    )
    .argument('[name]', 'name of the campaign; without it all')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (name: string | undefined, options: CampaignLookOptions) => {
        const { runStatus } = await import('../campaigns/run-status.ts')
        return runStatus(cli, name, options)
      }),
    )
  campaign
    .command('watch')
    .summary('follow a campaign until nobody is left to call')
    .description(
      'Follows a campaign: one line that changes, or a line whenever something did. Ends when nobody is left to call, or by Ctrl-C.',
    )
    .argument('<name>', 'name of the campaign')
    .action(
      cli.run(async (name: string) => {
        const { runWatch } = await import('../campaigns/run-watch.ts')
        return runWatch(cli, name)
      }),
    )
  campaign
    .command('accept')
    .summary('let the call of a contact begin that an agent has seen')
    .description(
      'Of a campaign with mode: preview. Without a task it lists those that wait for an agent; with one it lets that call begin: when the person has answered and is identified, the robot hands over to the agents of the campaign.',
    )
    .argument('<name>', 'name of the campaign')
    .argument('[task]', 'id of the task')
    .option('--agent <name>', 'who accepts it', 'cli')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (name: string, task: string | undefined, options: CampaignAcceptOptions) => {
        const { runAccept } = await import('../campaigns/run-accept.ts')
        return runAccept(cli, name, task, options)
      }),
    )
  campaign
    .command('report')
    .summary('say what came of a campaign')
    .description(
      'Says what came of a campaign: who was reached at which attempt, outcomes with the contacts behind them, hours, weekdays, languages, variants, messages, tasks, costs. Without a form it is shown here; with one it is written, to standard output or to --out.',
    )
    .argument('<name>', 'name of the campaign')
    .option('--csv', 'one CSV of all tables, for spreadsheets')
    .option('--xlsx', 'a workbook with a sheet a table (needs --out)')
    .option('--json', 'JSON, with the ids of contacts')
    .option('--html', 'one page with pictures that needs no other file')
    .option('--out <file>', 'file to write')
    .option('--from <day>', 'attempts from this day on: 2026-05-04, or with a clock time, UTC')
    .option('--to <day>', 'attempts before this day')
    .action(
      cli.run(async (name: string, options: CampaignReportOptions) => {
        const { runReport } = await import('../campaigns/run-report.ts')
        return runReport(cli, name, options)
      }),
    )
}
