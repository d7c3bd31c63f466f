import { type Command, InvalidArgumentError } from 'commander'
import { createLead } from '@switchyard/contract/leads/create.ts'
import { connect } from '../../api.ts'
import { show } from '../../output.ts'
import { collect, fieldValues } from './fieldValues.ts'

interface Options {
  readonly campaign: string
  readonly supplier?: string
  readonly source?: string
  readonly externalId?: string
  readonly field: readonly string[]
  readonly fields?: string
  readonly test?: true
  readonly wait?: number
  readonly idempotencyKey?: string
}

export function addLeadSend(lead: Command): void {
  lead
    .command('send')
    .description('send one lead')
    .requiredOption('--campaign <reference>', "the campaign's reference")
    .option('--supplier <sid>', 'not needed with an ingest key')
    .option('--source <source>', "the supplier's own sub-id")
    .option('--external-id <id>', "the supplier's own id of the lead")
    .option('--field <key=value>', 'a value (repeatable)', collect, [])
    .option('--fields <json>', 'values as a JSON object')
    .option('--test', 'a test lead: never counted, never billed')
    .option('--wait <seconds>', 'answer after delivery, at most 60 s', seconds)
    .option('--idempotency-key <key>', 'the same key never makes a second lead')
    .action(async (options: Options, command: Command) => {
      const { campaign, supplier, source, externalId, test } = options
      const body = { campaign, supplier, source, externalId, test, fields: fieldValues(options.field, options.fields) }
      const headers = {
        ...(options.wait === undefined ? {} : { prefer: `wait=${options.wait}` }),
        ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
      }
      const answer = await connect(process.env).call(createLead, { body }, { headers })
      show(command, answer, () => [
        `Lead ${answer.id}: ${answer.status}${answer.sold === null ? '' : `, ${answer.sold}`} (${answer.disposition.code})`,
        ...(answer.disposition.reason === null ? [] : [answer.disposition.reason]),
      ])
    })
}

function seconds(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 60) return number
  throw new InvalidArgumentError('a whole number of seconds from 0 to 60')
}
