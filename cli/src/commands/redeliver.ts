import { type Command, InvalidArgumentError } from 'commander'
import { addRunOptions, runJob, type RunOptions } from '../job/runJob.ts'
import { addSelectionOptions, selectionOf, type SelectionOptions, wholeNumber } from '../job/selectionOf.ts'

interface Options extends SelectionOptions, RunOptions {
  readonly delivery?: string
  readonly skipRules?: true
  readonly includeAccepted?: true
  readonly perSecond?: number
  readonly try?: number
}

export function addRedeliver(program: Command): void {
  const redeliver = program
    .command('redeliver')
    .description('send leads to a delivery again, beside its caps and hours')
    .option('--delivery <key>', 'not needed where the campaign has one only')
  addRunOptions(addSelectionOptions(redeliver))
    .option('--skip-rules', "send also what the delivery's filter rules do not want")
    .option('--include-accepted', 'send also what it has accepted before')
    .option('--per-second <number>', 'at most so many a second', rate)
    .option('--try <number>', 'send so many first, and the rest once you have seen what came of them', wholeNumber)
    .action(async (given: Options, command: Command) => {
      const { delivery, skipRules = false, includeAccepted = false, perSecond, try: tryFirst } = given
      const options = {
        skipRules,
        includeAccepted,
        ...(delivery === undefined ? {} : { delivery }),
        ...(perSecond === undefined ? {} : { perSecond }),
        ...(tryFirst === undefined ? {} : { tryFirst }),
      }
      await runJob(command, { action: 'redeliver', selection: selectionOf(given), options }, given)
    })
}

function rate(text: string): number {
  const number = Number(text)
  if (Number.isFinite(number) && number > 0) return number
  throw new InvalidArgumentError('a number above zero')
}
