import type { Command } from 'commander'
import { z } from 'zod'
import { runAdmin } from '../../local/serverScript.ts'
import { secretLine } from '../../local/secretLine.ts'
import { show } from '../../output.ts'

const created = z.object({ account: z.string(), email: z.string(), password: z.string().optional(), key: z.string() })

export function addAccountCreate(account: Command): void {
  account
    .command('create')
    .description('make another account with its first admin, on the database itself')
    .requiredOption('--name <name>', 'name of the account')
    .requiredOption('--email <email>', 'its first admin')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and shown')
    .action(async (options: { name: string; email: string; passwordStdin?: true }, command: Command) => {
      const password = options.passwordStdin ? { password: await secretLine(process.stdin) } : {}
      const done = created.parse(
        await runAdmin('account create', { name: options.name, email: options.email, ...password }),
      )
      show(command, done, () => [
        `Account ${done.account} "${options.name}".`,
        `Sign in as ${done.email}${done.password === undefined ? '.' : ` with the password ${done.password} (shown once).`}`,
        `Admin key (shown once): ${done.key}`,
      ])
    })
}
