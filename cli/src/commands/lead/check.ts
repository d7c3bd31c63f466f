import type { Command } from 'commander'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { checkLead } from '@switchyard/contract/leads/check.ts'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

export function addLeadCheck(lead: Command): void {
  lead
    .command('check')
    .description('what would become of a lead now, with reasons; changes nothing')
    .argument('<id>', "the lead's id")
    .action(async (id: string, _options: object, command: Command) => {
      const found = await connect(process.env).call(checkLead, { params: { id } })
      show(command, found, () => checkLines(found))
    })
}

/** Pure. */
export function checkLines({ id, now, words, offers, leftOut }: OutputOf<typeof checkLead>): string[] {
  return [
    `Lead ${id} is ${now}`,
    ...words.map((sentence) => `  ${sentence}`),
    ...offers.map(
      ({ delivery, holdUntil, holdReason }) =>
        `  -> ${delivery}${holdUntil === null ? '' : `, held until ${holdUntil}: ${holdReason ?? ''}`}`,
    ),
    ...(leftOut === null ? [] : [`  Reprocessing would leave it out: ${leftOut}`]),
  ]
}
