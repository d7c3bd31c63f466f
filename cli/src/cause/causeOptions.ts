// Which leads a cure is for: those of a cause, or chosen ones.

import type { Command } from 'commander'
import { addSelectionOptions, selectionOf, type SelectionOptions } from '../job/selectionOf.ts'
import { addCureOptions, cureOf, type CureBody, type CureOptions } from './cureOf.ts'

export type CauseOptions = CureOptions & SelectionOptions

export function addCauseOptions(command: Command): Command {
  return addSelectionOptions(addCureOptions(command.argument('[id]', "the cause's id; left out: --ids or --query")))
}

/** Pure. */
export function cureBodyOf(id: string | undefined, options: CauseOptions): CureBody {
  const cure = cureOf(options)
  if (id === undefined) return { selection: selectionOf(options), cure }
  if (options.ids !== undefined || options.query !== undefined) throw new Error('Name a cause, or leads, not both.')
  return { cause: id, cure }
}
