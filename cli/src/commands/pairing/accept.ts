import { acceptPairing } from '@switchyard/contract/pairings/accept.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

interface Options {
  readonly buyer: string
  readonly campaign: string
  readonly delivery: string
  readonly url?: string
}

export function addPairingAccept(pairing: Command): void {
  pairing
    .command('accept')
    .description("accept another Switchyard's invite, and send leads there")
    .argument('<invite>', 'as the other side gave it')
    .requiredOption('--buyer <bid>', 'the other side')
    .requiredOption('--campaign <reference>', 'whose leads go there')
    .requiredOption('--delivery <key>', 'of the delivery that is made')
    .option('--url <address>', 'where the other side reaches this instance, if not at SWITCHYARD_URL')
    .action(async (invite: string, options: Options, command: Command) => {
      const made = await connect(process.env).call(acceptPairing, { body: { invite, ...options } })
      show(command, made, () => [
        `Pairing ${made.id}: leads of ${made.campaign} go through delivery ${made.delivery ?? ''} to ${made.peer ?? ''}`,
        ...made.warnings.map((warning) => `Note: ${warning}`),
      ])
    })
}
