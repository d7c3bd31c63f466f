import { type Command, InvalidArgumentError } from 'commander'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { connect } from '../../api.ts'
import { show, table } from '../../output.ts'
import { collect } from './fieldValues.ts'

/** Options that are parameters of the list by the same name. */
const filters = [
  ['--campaign <references>', 'campaigns'],
  ['--from <time>', 'received at or after'],
  ['--to <time>', 'received before'],
  ['--q <text>', 'id, email, phone or name'],
  ['--status <words>', 'accepted, rejected, processing, …'],
  ['--code <codes>', 'disposition codes'],
  ['--sold <words>', 'pending, sold, unsold, returned'],
  ['--delivery-status <words>', 'pending, full, partial, fail, blank'],
  ['--supplier <sids>', 'suppliers'],
  ['--source <sources>', "suppliers' sub-ids"],
  ['--buyer <bids>', 'buyers'],
  ['--delivery <keys>', 'deliveries'],
  ['--method <words>', 'api, form, import, …'],
  ['--country <codes>', 'countries'],
  ['--activity <words>', 'edited, redelivered, …'],
  ['--job <id>', 'leads of a job'],
  ['--test <true|false>', 'test leads only, or live ones only'],
  ['--cursor <cursor>', 'the next page, from the answer before'],
] as const

export function addLeadList(lead: Command): void {
  const list = lead.command('list').description('search leads (several values separated by commas)')
  for (const [flags, about] of filters) list.option(flags, about)
  list
    .option('--field <key=match>', 'value of a field; ~x contains, x* begins with (repeatable)', collect, [])
    .option('--sort <order>', '-received (newest first) or received', '-received')
    .option('--limit <number>', 'at most 500', limit, 50)
    .action(async ({ field, limit: most, ...given }: { field: string[]; limit: number }, command: Command) => {
      const fields = Object.fromEntries(field.map(splitMatch))
      const query = { ...given, limit: most, ...(field.length === 0 ? {} : { fields }) }
      const page = await connect(process.env).call(listLeads, { query })
      show(command, page, () => [
        ...table(
          ['ID', 'RECEIVED', 'CAMPAIGN', 'SUPPLIER', 'STATUS', 'SOLD', 'CODE', 'SUMMARY'],
          page.leads.map((one) => [
            one.id,
            one.receivedAt,
            one.campaign,
            one.supplier ?? '',
            one.status,
            one.sold ?? '',
            one.disposition.code,
            one.summary,
          ]),
        ),
        `${page.leads.length} of ${page.total.exact ? '' : 'more than '}${page.total.value}`,
        ...(page.nextCursor === null ? [] : [`Next page: --cursor ${page.nextCursor}`]),
      ])
    })
}

function splitMatch(pair: string): [string, string] {
  const at = pair.indexOf('=')
  if (at <= 0) throw new Error(`--field "${pair}" must look like key=match.`)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

function limit(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= 500) return number
  throw new InvalidArgumentError('a whole number from 1 to 500')
}
