import type { Command } from 'commander'
import { runBench } from '../local/serverScript.ts'

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measure this machine: floor, intake, e2e, start, engine (see docs/performance.md)')
    .argument('[what...]', 'the benches and their options, as after "npm run bench --"')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (what: readonly string[]) => {
      process.exitCode = await runBench(what)
    })
}
