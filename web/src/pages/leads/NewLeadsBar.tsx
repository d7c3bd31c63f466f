import { Kbd } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import classes from './LeadsPage.module.css'
import { text } from './text.ts'

export interface NewLeadsBarProps {
  readonly newer: { readonly value: number; readonly exact: boolean }
  readonly onShow: () => void
}

/** Says that there are new leads; they come in when they are asked for. The live region is always there, so that it is heard. */
export function NewLeadsBar({ newer, onShow }: NewLeadsBarProps) {
  return (
    <div aria-live="polite" className={classes.newLeadsRegion}>
      {newer.value === 0 ? null : (
        <button type="button" className={classes.newLeads} onClick={onShow}>
          <IconArrowUp size={14} aria-hidden="true" />
          {text.newLeads(newer.value, newer.exact)} — {text.show}
          <Kbd size="xs">.</Kbd>
        </button>
      )}
    </div>
  )
}
