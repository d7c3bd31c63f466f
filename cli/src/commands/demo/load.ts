import type { Command } from 'commander'
import { loadDemo } from '@switchyard/contract/demo/load.ts'
import { showDemo } from '@switchyard/contract/demo/show.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'

export function addDemoLoad(demo: Command): void {
  demo
    .command('load')
    .description('load the demo workspace: invented campaigns, deliveries and 30 days of leads')
    .option('--wait', 'until all leads are in')
    .action(async (options: { wait?: true }, command: Command) => {
      const api = connect(process.env)
      const begun = await api.call(loadDemo, {})
      if (options.wait) while ((await api.call(showDemo, {})).loading) await delay(500)
      show(command, begun, () => [
        `${begun.documents} documents written, ${begun.leads} leads ${options.wait ? 'are in' : 'on their way in'}.`,
      ])
    })
}
