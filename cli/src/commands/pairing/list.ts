import { listPairings } from '@switchyard/contract/pairings/list.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show, table } from '../../output.ts'

export function addPairingList(pairing: Command): void {
  pairing
    .command('list')
    .description('the Switchyards that we trade leads with')
    .action(async (_options: object, command: Command) => {
      const found = await connect(process.env).call(listPairings, {})
      show(command, found, () =>
        table(
          ['ID', 'STATE', 'CAMPAIGN', 'WITH', 'AT', 'WAITING', 'TROUBLE'],
          found.pairings.map((one) => [
            one.id,
            one.state,
            one.campaign,
            one.side === 'receives'
              ? `from supplier ${one.supplier ?? ''}`
              : `to buyer ${one.buyer ?? ''} (${one.delivery ?? ''})`,
            one.peer ?? '',
            String(one.waiting),
            one.trouble ?? '',
          ]),
        ),
      )
    })
}
