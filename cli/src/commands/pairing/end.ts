import { endPairing } from '@switchyard/contract/pairings/end.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

export function addPairingEnd(pairing: Command): void {
  pairing
    .command('end')
    .description('trade no more leads; results of those on their way are still told')
    .argument('<id>', "the pairing's id")
    .action(async (id: string, _options: object, command: Command) => {
      await connect(process.env).call(endPairing, { params: { id } })
      show(command, { id, state: 'ended' }, () => [`Pairing ${id} has ended`])
    })
}
