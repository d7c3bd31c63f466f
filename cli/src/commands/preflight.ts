import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { runPreflight } from '@switchyard/contract/preflight/run.ts'
import { type Command, InvalidArgumentError } from 'commander'
import { connect } from '../api.ts'
import { show, table } from '../output.ts'

interface Options {
  readonly set: Readonly<Record<string, string>>
  readonly supplier?: string
  readonly send?: true
  readonly all?: true
}

/** Exit 0 when every case has passed, 2 when some have not. */
export function addPreflight(program: Command): void {
  program
    .command('preflight')
    .description('try a campaign with made-up leads, up to the requests of its deliveries; stores nothing')
    .argument('<campaign>', "the campaign's reference")
    .option('--set <field=value>', 'a value of the sample lead; may be given again', collectValue, {})
    .option('--supplier <sid>', 'who sends the leads')
    .option('--send', 'send the sample to each delivery as well, as its test does')
    .option('--all', 'show what has passed too')
    .action(async (reference: string, { set, supplier, send, all }: Options, command: Command) => {
      const body = { fields: set, send: send === true, ...(supplier !== undefined && { supplier }) }
      const found = await connect(process.env).call(runPreflight, { params: { reference }, body })
      show(command, found, () => preflightLines(found, all === true))
      if (found.failed > 0) process.exitCode = 2
    })
}

/** Pure. */
export function preflightLines(
  { cases, passed, failed, leftOut }: OutputOf<typeof runPreflight>,
  all: boolean,
): string[] {
  const shown = all ? cases : cases.filter((one) => !one.passed)
  return [
    ...(shown.length === 0
      ? []
      : table(
          ['', 'HOP', 'CASE', 'EXPECTED', 'WHY'],
          shown.map((one) => [one.passed ? 'ok' : 'FAILED', one.hop, one.name, one.expected, one.reason ?? one.got]),
        )),
    ...leftOut.map((words) => `Not tried: ${words}`),
    `${passed} passed, ${failed} failed`,
  ]
}

function collectValue(given: string, sofar: Readonly<Record<string, string>>): Record<string, string> {
  const at = given.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Expected field=value.')
  return { ...sofar, [given.slice(0, at)]: given.slice(at + 1) }
}
