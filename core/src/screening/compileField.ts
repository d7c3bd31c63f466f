import { compileText } from '../delivery/template.ts'
import type { Scope } from '../delivery/scope.ts'
import { type Parser, parserOf } from '../lead/fields/parser.ts'
import { compilePicklist } from '../lead/fields/picklist.ts'
import type { Field } from '../setup/campaign.ts'
import type { Picklist } from '../setup/lists.ts'
import { compileChecks } from './checks/compileChecks.ts'
import type { FieldCheck } from './checks/fieldCheck.ts'
import { compileReceive } from './receive.ts'

/** A field with everything that many leads need made once. */
export interface CompiledField {
  readonly field: Field
  readonly receive: ReturnType<typeof compileReceive>
  readonly parse: Parser
  readonly checks: readonly FieldCheck[]
  readonly compute: ((scope: Scope) => string) | null
}

/** Throws for a picklist that is not there and for a pattern or template that does not compile; `checkCampaign` finds them. */
export function compileField(
  field: Field,
  fieldOf: (key: string) => Field | undefined,
  picklists: ReadonlyMap<string, Picklist>,
): CompiledField {
  const list = field.picklist === undefined ? null : picklists.get(field.picklist)
  if (list === undefined) throw new Error(`Field ${field.key} uses picklist ${field.picklist}, which does not exist`)
  return {
    field,
    receive: compileReceive(field),
    parse: parserOf(field, list && compilePicklist(list, field)),
    checks: compileChecks(field, fieldOf),
    compute: field.compute === undefined ? null : compileText(field.compute),
  }
}
