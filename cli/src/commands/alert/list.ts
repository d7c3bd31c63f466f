import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show, table } from '../../output.ts'

interface Options {
  readonly kind?: string
  readonly ended?: true
  readonly all?: true
}

export function addAlertList(alert: Command): void {
  alert
    .command('list')
    .description('what needs a person, newest first')
    .option('--kind <words>', 'only these kinds, such as rejectRate,stuck')
    .option('--ended', 'those that are over')
    .option('--all', 'those that are over as well')
    .action(async ({ kind, ended, all }: Options, command: Command) => {
      const query = {
        ...(kind !== undefined && { kind }),
        ...(all ? {} : { open: ended ? ('false' as const) : ('true' as const) }),
      }
      const found = await connect(process.env).call(listAlerts, { query })
      show(command, found, () => [
        ...table(
          ['ID', 'STATE', 'LAST', 'WHAT', 'MESSAGE'],
          found.alerts.map((one) => [one.id, stateOf(one), one.lastAt, `${one.title} (${one.subject})`, one.message]),
        ),
        `${found.counts.open} open, nobody looks after ${found.counts.unacknowledged} of them`,
      ])
    })
}

function stateOf(alert: {
  readonly resolvedAt: string | null
  readonly acknowledgedAt: string | null
  readonly muted: boolean
}): string {
  if (alert.resolvedAt !== null) return 'over'
  if (alert.acknowledgedAt !== null) return 'seen'
  return alert.muted ? 'muted' : 'open'
}
