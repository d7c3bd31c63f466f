import { type Command, InvalidArgumentError } from 'commander'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'
import { collect, fieldValues } from './fieldValues.ts'
import { leadLines } from './show.ts'

interface Options {
  readonly field: readonly string[]
  readonly fields?: string
  readonly reason: string
  readonly revision?: number
}

export function addLeadEdit(lead: Command): void {
  lead
    .command('edit')
    .description('change values of a lead; they are checked like received ones')
    .argument('<id>', "the lead's id")
    .option('--field <key=value>', 'a new value (repeatable)', collect, [])
    .option('--fields <json>', 'new values as a JSON object; null empties a field')
    .requiredOption('--reason <text>', 'why, for the history')
    .option('--revision <number>', 'refuse when it is not the newest; left out, the newest is taken', revision)
    .action(async (id: string, options: Options, command: Command) => {
      const api = connect(process.env)
      const fields = fieldValues(options.field, options.fields)
      const newest = options.revision ?? (await api.call(showLead, { params: { id } })).revision
      const body = { fields, reason: options.reason, revision: newest }
      const changed = await api.call(updateLead, { params: { id }, body })
      show(command, changed, () => leadLines(changed))
    })
}

function revision(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new InvalidArgumentError('a whole number')
}
