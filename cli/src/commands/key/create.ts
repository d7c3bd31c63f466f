import { type Command, Option } from 'commander'
import { scopes } from '@switchyard/contract/endpoint.ts'
import { z } from 'zod'
import { runAdmin } from '../../local/serverScript.ts'
import { show } from '../../output.ts'

const created = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  scope: z.string(),
  party: z.string().nullable(),
  key: z.string(),
})

interface Options {
  readonly scope: string
  readonly name?: string
  readonly supplier?: string
  readonly buyer?: string
  readonly account?: string
}

export function addKeyCreate(key: Command): void {
  key
    .command('create')
    .description('make an API key, on the database itself')
    .addOption(new Option('--scope <scope>', 'what the key may do').choices(scopes).makeOptionMandatory())
    .option('--name <name>', 'what it is for')
    .option('--supplier <sid>', 'the supplier of an ingest key')
    .option('--buyer <bid>', 'the buyer of a buyer key')
    .option('--account <id>', 'needed when there are several accounts')
    .action(async (options: Options, command: Command) => {
      const done = created.parse(await runAdmin('key create', options))
      show(command, done, () => [`Key "${done.name}" of scope ${done.scope} (shown once): ${done.key}`])
    })
}
