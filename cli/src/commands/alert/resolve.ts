import { resolveAlert } from '@switchyard/contract/alerts/resolve.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

export function addAlertResolve(alert: Command): void {
  alert
    .command('resolve')
    .description('close an alert; it opens anew when its cause comes up again')
    .argument('<id>', "the alert's id")
    .action(async (id: string, _options: object, command: Command) => {
      const closed = await connect(process.env).call(resolveAlert, { params: { id } })
      show(command, closed, () => [`Alert ${closed.id} is closed: ${closed.title} (${closed.subject})`])
    })
}
