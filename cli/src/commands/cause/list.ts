import { listCauses } from '@switchyard/contract/causes/list.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show, table } from '../../output.ts'

interface Options {
  readonly campaign?: string
  readonly from?: string
  readonly to?: string
  readonly kind?: string
  readonly state?: string
}

export function addCauseList(cause: Command): void {
  cause
    .command('list')
    .description('what leads are refused for, most leads first')
    .option('--campaign <references>', 'only these campaigns')
    .option('--from <time>', 'leads received at or after it')
    .option('--to <time>', 'leads received before it')
    .option('--kind <words>', 'check, destination')
    .option('--state <words>', 'open, acknowledged, resolved, kept')
    .action(async (query: Options, command: Command) => {
      const found = await connect(process.env).call(listCauses, { query })
      show(command, found, () => [
        ...table(
          ['ID', 'LEADS', 'STATE', 'CAMPAIGN', 'LAST', 'WHAT', 'PERHAPS'],
          found.causes.map((one) => [
            one.id,
            String(one.count),
            one.state,
            one.campaign,
            one.lastAt,
            one.delivery === null ? one.message : `${one.delivery}: ${one.message}`,
            one.suggestions[0]?.value ?? '',
          ]),
        ),
        `${found.total} causes, ${found.leads} leads`,
      ])
    })
}
