import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'
import { type Change, compareSetup } from '../../setup/compareSetup.ts'
import { readServerSetup } from '../../setup/readServerSetup.ts'
import { readSetupFile } from '../../setup/readSetupFile.ts'

export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('what "apply" would change (exit 2 when there is something)')
    .argument('<path>', 'file or folder')
    .action(async (path: string, _options: object, command: Command) => {
      const wanted = await readSetupFile(path)
      const changes = compareSetup(wanted, await readServerSetup(connect(process.env)))
      show(command, { changes }, () => changeLines(changes))
      process.exitCode = changes.every(({ kind }) => kind === 'same') ? 0 : 2
    })
}

/** Pure. */
export function changeLines(changes: readonly Change[]): string[] {
  const same = changes.filter(({ kind }) => kind === 'same').length
  return [
    ...changes
      .filter(({ kind }) => kind !== 'same')
      .map(
        ({ section, key, kind, paths }) =>
          `${kind} ${section}.${key}${paths.length === 0 ? '' : `: ${paths.join(', ')}`}`,
      ),
    `${changes.length - same} changed, ${same} the same`,
  ]
}
