import type { Command } from 'commander'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

export function addLeadShow(lead: Command): void {
  lead
    .command('show')
    .description('everything about a lead: values, dispatches, money, timeline (--json has all of it)')
    .argument('<id>', "the lead's id")
    .action(async (id: string, _options: object, command: Command) => {
      const found = await connect(process.env).call(showLead, { params: { id } })
      show(command, found, () => leadLines(found))
    })
}

/** A screenful of the lead. Pure. */
export function leadLines(lead: OutputOf<typeof showLead>): string[] {
  const { disposition } = lead
  return [
    `Lead ${lead.id} in ${lead.campaign}: ${lead.status}${lead.sold === null ? '' : `, ${lead.sold}`} (revision ${lead.revision})`,
    `  received ${lead.receivedAt} by ${lead.method}${lead.supplier === null ? '' : ` from ${lead.supplier}`}`,
    `  ${disposition.code}${disposition.reason === null ? '' : `: ${disposition.reason}`}`,
    ...Object.entries(lead.fields).map(([key, value]) => `  ${key} = ${String(value)}`),
    ...lead.dispatches.map(
      (dispatch) =>
        `  -> ${dispatch.delivery}: ${dispatch.state}${dispatch.reason === null ? '' : ` (${dispatch.reason})`}`,
    ),
    ...lead.timeline.map((entry) => `  ${entry.at}  ${entry.text} [${entry.actor}]`),
  ]
}
