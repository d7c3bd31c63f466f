import { type Command, Option } from 'commander'
import { z } from 'zod'
import { runAdmin } from '../../local/serverScript.ts'
import { secretLine } from '../../local/secretLine.ts'
import { show } from '../../output.ts'

const created = z.object({
  id: z.string(),
  account: z.string(),
  email: z.string(),
  role: z.string(),
  password: z.string().optional(),
})

interface Options {
  readonly email: string
  readonly name?: string
  readonly role: string
  readonly account?: string
  readonly passwordStdin?: true
}

export function addUserCreate(user: Command): void {
  user
    .command('create')
    .description('add a person, on the database itself')
    .requiredOption('--email <email>', 'what they sign in with')
    .option('--name <name>', 'their name')
    .addOption(
      new Option('--role <role>', 'what they may do').choices(['admin', 'operator', 'viewer']).default('operator'),
    )
    .option('--account <id>', 'needed when there are several accounts')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and shown')
    .action(async ({ passwordStdin, ...wanted }: Options, command: Command) => {
      const password = passwordStdin ? { password: await secretLine(process.stdin) } : {}
      const done = created.parse(await runAdmin('user create', { ...wanted, ...password }))
      show(command, done, () => [
        `User ${done.email}, ${done.role} in account ${done.account}.`,
        ...(done.password === undefined ? [] : [`Password (shown once): ${done.password}`]),
      ])
    })
}
