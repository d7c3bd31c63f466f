// The command line: every command, and what becomes of a failure. Exit 0 all done, 2 partly, 1 refused or failed.

import { Command } from 'commander'
import { addAccountCreate } from './commands/account/create.ts'
import { addAlertList } from './commands/alert/list.ts'
import { addAlertResolve } from './commands/alert/resolve.ts'
import { addBench } from './commands/bench.ts'
import { addCauseCure } from './commands/cause/cure.ts'
import { addCauseList } from './commands/cause/list.ts'
import { addCausePreview } from './commands/cause/preview.ts'
import { addDemoLoad } from './commands/demo/load.ts'
import { addDemoRemove } from './commands/demo/remove.ts'
import { addDoctor } from './commands/doctor.ts'
import { addDownload } from './commands/download.ts'
import { addExport } from './commands/export.ts'
import { addImport } from './commands/import.ts'
import { addJobControls } from './commands/job/control.ts'
import { addJobList } from './commands/job/list.ts'
import { addJobRun } from './commands/job/run.ts'
import { addJobShow } from './commands/job/show.ts'
import { addJobUndo } from './commands/job/undo.ts'
import { addJobWatch } from './commands/job/watch.ts'
import { addKeyCreate } from './commands/key/create.ts'
import { addLeadCheck } from './commands/lead/check.ts'
import { addLeadEdit } from './commands/lead/edit.ts'
import { addLeadList } from './commands/lead/list.ts'
import { addLeadSend } from './commands/lead/send.ts'
import { addLeadShow } from './commands/lead/show.ts'
import { addMigrate } from './commands/migrate.ts'
import { addPairingAccept } from './commands/pairing/accept.ts'
import { addPairingEnd } from './commands/pairing/end.ts'
import { addPairingInvite } from './commands/pairing/invite.ts'
import { addPairingList } from './commands/pairing/list.ts'
import { addPreflight } from './commands/preflight.ts'
import { addRedeliver } from './commands/redeliver.ts'
import { addServe } from './commands/serve.ts'
import { addApply } from './commands/setup/apply.ts'
import { addDiff } from './commands/setup/diff.ts'
import { addExportConfig } from './commands/setup/exportConfig.ts'
import { addUpload } from './commands/upload.ts'
import { addUserCreate } from './commands/user/create.ts'
import { failureJson, failureLines } from './failure.ts'

const program = new Command('switchyard')
  .description('Lead management and distribution. Talks to SWITCHYARD_URL with SWITCHYARD_KEY.')
  .option('--json', 'answer with one JSON document')
  .showHelpAfterError()

addServe(program)
addMigrate(program)
addAccountCreate(program.command('account').description('accounts'))
addUserCreate(program.command('user').description('people'))
addKeyCreate(program.command('key').description('API keys'))
const lead = program.command('lead').description('single leads')
addLeadSend(lead)
addLeadShow(lead)
addLeadList(lead)
addLeadEdit(lead)
addLeadCheck(lead)
addRedeliver(program)
const job = program.command('job').description('work on many leads')
addJobList(job)
addJobRun(job)
addJobShow(job)
addJobWatch(job)
addJobControls(job)
addJobUndo(job)
const cause = program.command('cause').description('what leads are refused for, and its cures')
addCauseList(cause)
addCausePreview(cause)
addCauseCure(cause)
const alert = program.command('alert').description('what needs a person')
addAlertList(alert)
addAlertResolve(alert)
const pairing = program.command('pairing').description('other Switchyards to trade leads with')
addPairingInvite(pairing)
addPairingAccept(pairing)
addPairingList(pairing)
addPairingEnd(pairing)
addPreflight(program)
addImport(program)
addUpload(program)
addDownload(program)
addExport(program)
addExportConfig(program)
addApply(program)
addDiff(program)
const demo = program.command('demo').description('the demo workspace')
addDemoLoad(demo)
addDemoRemove(demo)
addDoctor(program)
addBench(program)
acceptJsonEverywhere(program)

try {
  await program.parseAsync()
} catch (error) {
  if (program.opts<{ json?: boolean }>().json === true || process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(failureJson(error))}\n`)
  } else {
    process.stderr.write(`${failureLines(error).join('\n')}\n`)
  }
  process.exitCode = 1
}

/** `switchyard lead show 7 --json` and `switchyard --json lead show 7` mean the same. */
function acceptJsonEverywhere(command: Command): void {
  for (const child of command.commands) {
    if (child.commands.length === 0) child.option('--json', 'answer with one JSON document')
    acceptJsonEverywhere(child)
  }
}
