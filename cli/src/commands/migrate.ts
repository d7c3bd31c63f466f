import type { Command } from 'commander'
import { z } from 'zod'
import { runAdmin } from '../local/serverScript.ts'
import { show } from '../output.ts'

const report = z.object({ ran: z.array(z.string()) })

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description("bring the database (DATABASE_URL or the embedded one) to this release's schema")
    .action(async (_options: object, command: Command) => {
      const { ran } = report.parse(await runAdmin('migrate', {}))
      show(command, { ran }, () =>
        ran.length === 0 ? ['The database is up to date.'] : ran.map((name) => `Ran ${name}.`),
      )
    })
}
