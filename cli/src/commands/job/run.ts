// Any action on many leads, with its options as the API takes them. The server checks them: a new action needs nothing here.

import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import type { createJob } from '@switchyard/contract/jobs/create.ts'
import { jobActionNames } from '@switchyard/contract/jobs/request.ts'
import { type Command, InvalidArgumentError } from 'commander'
import { addRunOptions, runJob, type RunOptions } from '../../job/runJob.ts'
import { addSelectionOptions, selectionOf, type SelectionOptions } from '../../job/selectionOf.ts'

interface Options extends SelectionOptions, RunOptions {
  readonly action: string
  readonly options?: object
}

export function addJobRun(job: Command): void {
  const run = job
    .command('run')
    .description('plan an action on many leads, and run it')
    .requiredOption('--action <name>', jobActionNames.join(', '))
    .option('--options <json>', `of the action, such as '{"reason":"Wrong number","reversePayout":true}'`, jsonObject)
  addRunOptions(addSelectionOptions(run)).action(async (given: Options, command: Command) => {
    const { action, options } = given
    const body = { action, selection: selectionOf(given), ...(options === undefined ? {} : { options }) }
    // What stands there is the server's to check: it names every mistake with its place.
    await runJob(command, body as BodyInput<typeof createJob>, given)
  })
}

function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Told below, as for any other value that is no object.
  }
  throw new InvalidArgumentError(`options as JSON, such as '{"channels":"all"}'`)
}
