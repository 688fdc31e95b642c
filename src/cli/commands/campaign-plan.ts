import type { Command } from 'commander'
import type { CampaignCheckOptions } from '../campaigns/run-check.ts'
import type { CampaignExplainOptions } from '../campaigns/run-explain.ts'
import type { Cli } from '../cli.ts'

/** `trucada campaign check` and `explain`: what is to be expected of a campaign, and why somebody was called or not. */
export function defineCampaignPlan(campaign: Command, cli: Cli): void {
  campaign
    .command('check')
    .summary('check a campaign and say what is to be expected of it')
    .description(
      'Checks the file of a campaign, and plays it through with the contacts that were imported: how many may be called and who is excluded by which rule, how many are reached before their deadline at this pace, when it ends, what it costs. Nothing is changed and nobody is called.',
    )
    .argument('<name>', 'name of the campaign')
    .option('--answered <share>', 'how many attempts reach the person; 40% unless said otherwise')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (name: string, options: CampaignCheckOptions) => {
        const { runCheck } = await import('../campaigns/run-check.ts')
        return runCheck(cli, name, options)
      }),
    )
  campaign
    .command('explain')
    .summary('say why somebody was called, why not, and when next')
    .description(
      'Shows a contact with its attempts, why each was made and under which version of the campaign, and what the plan says now. Numbers are shown by their ends.',
    )
    .argument('<contact>', "id of the contact, its number with the country (+48…), or the clinic's number of the patient")
    .option('--campaign <name>', 'only in this campaign')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (contact: string, options: CampaignExplainOptions) => {
        const { runExplain } = await import('../campaigns/run-explain.ts')
        return runExplain(cli, contact, options)
      }),
    )
}
