import type { Command } from 'commander'
import { removeDemo } from '@switchyard/contract/demo/remove.ts'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

export function addDemoRemove(demo: Command): void {
  demo
    .command('remove')
    .description('remove the demo workspace; what somebody has changed since stays')
    .action(async (_options: object, command: Command) => {
      const { removed, kept } = await connect(process.env).call(removeDemo, {})
      show(command, { removed, kept }, () => [
        `${removed.leads} leads and ${removed.documents} documents removed.`,
        ...(kept.leads === 0 ? [] : [`${kept.leads} edited leads stay.`]),
        ...kept.documents.map(({ kind, key, why }) => `${kind} ${key} stays: ${why}`),
      ])
    })
}
