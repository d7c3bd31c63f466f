import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { failureJson, failureLines } from '../../failure.ts'
import { show } from '../../output.ts'
import { compareSetup } from '../../setup/compareSetup.ts'
import { readServerSetup } from '../../setup/readServerSetup.ts'
import { readSetupFile } from '../../setup/readSetupFile.ts'
import { sections } from '../../setup/sections.ts'
import { writeOrder } from '../../setup/writeOrder.ts'
import { changeLines } from './diff.ts'

export function addApply(program: Command): void {
  program
    .command('apply')
    .description(
      'write set-up documents from a file, or from the .json files of a folder; what is not in them stays as it is',
    )
    .argument('<path>', 'file or folder')
    .action(async (path: string, _options: object, command: Command) => {
      const wanted = await readSetupFile(path)
      const api = connect(process.env)
      const server = await readServerSetup(api)
      const changes = compareSetup(wanted, server)
      let written = 0
      for (const { section, key, document } of writeOrder(wanted, server, changes)) {
        const { put, id } = sections[section]
        try {
          await api.call(put, { params: { [id]: key }, body: document })
          written += 1
        } catch (error) {
          const place = `${section}.${key} was refused${written > 0 ? `; ${written} before it were written` : ''}:`
          show(command, { written, section, key, ...failureJson(error) }, () => [place, ...failureLines(error)])
          process.exitCode = written > 0 ? 2 : 1
          return
        }
      }
      show(command, { written, changes }, () => changeLines(changes))
    })
}
