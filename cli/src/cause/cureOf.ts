// A cure from the command line: `--kind addSynonym --value VW --to Volkswagen`.

import type { cureCause } from '@switchyard/contract/causes/cure.ts'
import { cureKinds } from '@switchyard/contract/causes/words.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { type Command, Option } from 'commander'
import { collect } from '../commands/lead/fieldValues.ts'

export type CureBody = BodyInput<typeof cureCause>

export interface CureOptions {
  readonly kind: (typeof cureKinds)[number]
  readonly value?: string
  readonly to?: string
  readonly field?: string
  readonly from?: string
  readonly checks?: string
  readonly mapper: readonly string[]
  readonly picklist?: string
  readonly campaignOnly?: true
  readonly reason?: string
}

export function addCureOptions(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', 'what is done').choices(cureKinds).makeOptionMandatory())
    .option('--value <value>', 'addListValue, addSynonym: the value of a picklist')
    .option('--to <value>', 'addSynonym: what it means; setValue: the new value; relaxRule: the new bound')
    .option('--field <key>', 'setValue: the field')
    .option('--from <value>', 'setValue: only where this was received')
    .option('--mapper <key=code>', "addListValue: a mapper's cell; once for each, without a code for none", collect, [])
    .option('--picklist <key>', 'addListValue, addSynonym of chosen leads: which list is meant')
    .option('--campaign-only', 'addListValue: other campaigns go on refusing the value')
    .option('--checks <words>', 'skip: fields, filters, dedupe, caps')
    .option('--reason <text>', 'why; kept with each lead')
}

/** Only what was given: the server says what is missing or too much, with its place. Refuses with a sentence. Pure. */
export function cureOf({ mapper, checks, campaignOnly, ...given }: CureOptions): CureBody['cure'] {
  const cells = mapper.map((pair): [string, string | null] => {
    const at = pair.indexOf('=')
    if (at <= 0) throw new Error(`--mapper "${pair}" must look like key=code, or key= for no cell.`)
    return [pair.slice(0, at), pair.slice(at + 1) || null]
  })
  const known = ['kind', 'value', 'to', 'field', 'from', 'picklist', 'reason'] as const
  const texts = Object.fromEntries(known.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
  const cure = {
    ...texts,
    ...(cells.length > 0 && { mappers: Object.fromEntries(cells) }),
    ...(checks !== undefined && { checks: checks.split(',').map((check) => check.trim()) }),
    ...(campaignOnly && { campaignOnly }),
  }
  // What does not go together is the server's to refuse: it names every mistake.
  return cure as CureBody['cure']
}
