import { createPairing } from '@switchyard/contract/pairings/create.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

interface Options {
  readonly supplier: string
  readonly campaign: string
  readonly url?: string
}

export function addPairingInvite(pairing: Command): void {
  pairing
    .command('invite')
    .description('let another Switchyard send us leads')
    .requiredOption('--supplier <sid>', 'under which its leads come in')
    .requiredOption('--campaign <reference>', 'that takes them')
    .option('--url <address>', 'where the other side reaches this instance, if not at SWITCHYARD_URL')
    .action(async (options: Options, command: Command) => {
      const made = await connect(process.env).call(createPairing, { body: { ...options } })
      show(command, made, () => [
        `Pairing ${made.id}. Hand this invite to the other side (shown once, good until ${made.expiresAt}):`,
        made.invite,
      ])
    })
}
