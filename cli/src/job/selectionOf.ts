// Which leads a command is about: `--ids 1,2`, or `--query 'campaign=a&sold=unsold'` and how many of its results.

import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import type { createJob } from '@switchyard/contract/jobs/create.ts'
import { type TakeOrder, takeOrders } from '@switchyard/contract/jobs/words.ts'
import { type Command, InvalidArgumentError, Option } from 'commander'

export interface SelectionOptions {
  readonly ids?: readonly string[]
  readonly query?: string
  readonly take?: number
  readonly order?: TakeOrder
  readonly seed?: number
}

export type Selection = BodyInput<typeof createJob>['selection']

export function addSelectionOptions(command: Command): Command {
  return command
    .option('--ids <ids>', 'leads, separated by commas', ids)
    .option('--query <parameters>', "results of a search, as in the list's address: 'campaign=a&sold=unsold'")
    .option('--take <number>', 'only so many of the results', wholeNumber)
    .addOption(new Option('--order <order>', 'which of them').choices(takeOrders))
    .option('--seed <number>', 'the same seed takes the same random leads', wholeNumber)
}

/** Refuses with a sentence what names no leads, or names them twice. Pure. */
export function selectionOf({ ids: chosen, query, take, order, seed }: SelectionOptions): Selection {
  if ((chosen === undefined) === (query === undefined)) throw new Error("Name the leads: --ids 1,2 or --query '…'.")
  if (chosen !== undefined) {
    if (take !== undefined || order !== undefined) throw new Error('--take and --order go with --query.')
    return { ids: [...chosen] }
  }
  if (take === undefined) {
    if (order !== undefined || seed !== undefined) throw new Error('--order and --seed go with --take.')
    return { query: queryOf(query ?? '') }
  }
  if (order === undefined) throw new Error(`Say which: --order ${takeOrders.join(', --order ')}.`)
  return { query: queryOf(query ?? ''), take: { count: take, order, ...(seed === undefined ? {} : { seed }) } }
}

function queryOf(text: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in query) throw new Error(`--query names ${name} twice; separate several values by commas.`)
    query[name] = value
  }
  return query
}

function ids(text: string): string[] {
  const found = text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean)
  if (found.length === 0 || !found.every((id) => /^\d{1,18}$/.test(id))) {
    throw new InvalidArgumentError('ids of leads, such as 10423,10424')
  }
  return found
}

/** For commander: what is none is refused with a sentence. */
export function wholeNumber(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0) return number
  throw new InvalidArgumentError('a whole number')
}
