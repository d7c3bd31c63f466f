import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { readServerSetup } from '../../setup/readServerSetup.ts'

export function addExportConfig(program: Command): void {
  program
    .command('export-config')
    .description(
      'the whole set-up as one JSON document that "apply" takes (secrets are masked and keep their value there)',
    )
    .option('--output <file>', 'write to this file instead of standard output')
    .action(async (options: { output?: string }) => {
      const text = `${JSON.stringify(await readServerSetup(connect(process.env)), null, 2)}\n`
      if (options.output === undefined) process.stdout.write(text)
      else await writeFile(options.output, text)
    })
}
