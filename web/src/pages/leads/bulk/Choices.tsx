import { TextInput } from '@mantine/core'
import { assertNever } from '../../../ui/assertNever.ts'
import classes from './Choices.module.css'
import { ConsentChoices } from './ConsentChoices.tsx'
import type { Draft } from './draft.ts'
import { EditChoices } from './EditChoices.tsx'
import { ExportChoices } from './ExportChoices.tsx'
import { MoneyChoices } from './MoneyChoices.tsx'
import { RedeliverChoices } from './RedeliverChoices.tsx'
import { ReleaseChoices } from './ReleaseChoices.tsx'
import { ReprocessChoices } from './ReprocessChoices.tsx'
import { ResolveChoices } from './ResolveChoices.tsx'
import { ReturnChoices } from './ReturnChoices.tsx'
import { text } from './text.ts'
import type { SelectionFacts } from './useSelectionFacts.ts'

interface Props {
  readonly draft: Draft
  readonly facts: SelectionFacts
  readonly onChange: (draft: Draft) => void
}

/** What each bulk function asks. */
export function Choices({ draft, ...rest }: Props) {
  switch (draft.action) {
    case 'redeliver':
      return <RedeliverChoices draft={draft} {...rest} />
    case 'return':
      return <ReturnChoices draft={draft} {...rest} />
    case 'unsubscribe':
    case 'resubscribe':
      return <ConsentChoices draft={draft} {...rest} />
    case 'updateMoney':
      return <MoneyChoices draft={draft} {...rest} />
    case 'edit':
      return <EditChoices draft={draft} {...rest} />
    case 'reprocess':
      return <ReprocessChoices draft={draft} {...rest} />
    case 'export':
      return <ExportChoices draft={draft} {...rest} />
    case 'release':
      return <ReleaseChoices draft={draft} {...rest} />
    case 'resolve':
      return <ResolveChoices draft={draft} {...rest} />
    case 'keepRejected':
      return (
        <TextInput
          label={text.reason}
          required
          maxLength={500}
          value={draft.reason}
          onChange={(event) => rest.onChange({ ...draft, reason: event.currentTarget.value })}
        />
      )
    case 'delete':
      return <p className={classes.warning}>{text.deleteWarning}</p>
    case 'joinResponder':
      return <p className={classes.note}>{text.noResponder}</p>
    default:
      return assertNever(draft)
  }
}
