import type { Command } from 'commander'
import { becomeServer } from '../local/serverScript.ts'

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server here (as "npm start", without building anything)')
    .action(async () => {
      process.exitCode = await becomeServer()
    })
}
