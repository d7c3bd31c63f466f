import type { BulkAction, DraftOf } from './draft.ts'
import type { SelectionFacts } from './useSelectionFacts.ts'

export interface ChoicesProps<Action extends BulkAction> {
  readonly draft: DraftOf<Action>
  readonly facts: SelectionFacts
  readonly onChange: (draft: DraftOf<Action>) => void
}
