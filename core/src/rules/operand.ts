import type { Scalar } from './comparable.ts'
import type { RuleTest } from './rule.ts'

/** The operand as a list: one entry for a single value, none for a missing or null one. */
export function operandsOf({ value }: Pick<RuleTest, 'value'>): readonly Scalar[] {
  if (value === undefined || value === null) return []
  return typeof value === 'object' ? value : [value]
}
