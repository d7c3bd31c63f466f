import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { ownText, typedIn } from './cells.ts'
import classes from './FixGrid.module.css'
import { replaceText, type Replacing } from './replaceText.ts'
import { text } from './text.ts'
import type { FixGrid } from './useFixGrid.ts'

const mostShown = 3

/** Nothing is replaced before its count and the first of the cells were seen. */
export function ReplacePanel({ grid, onClose }: { readonly grid: FixGrid; readonly onClose: () => void }) {
  const { rows, fields, range, edit } = grid
  const [wish, setWish] = useState<Replacing>(() => ({
    find: '',
    to: '',
    key: fields[range.head.column - 1]?.key ?? null,
    whole: false,
    matchCase: false,
  }))
  const keys = useMemo(() => fields.filter(({ computed }) => !computed).map(({ key }) => key), [fields])
  const edits = useMemo(() => replaceText(rows, keys, wish), [rows, keys, wish])
  const among = new Set(edits.map(({ id }) => id)).size
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const before = (id: string, key: string) => {
    const row = byId.get(id)
    return row ? (typedIn(row, key) ?? ownText(row, key)) : ''
  }
  return (
    <form
      className={classes.replace}
      aria-label={text.findReplace}
      onSubmit={(event) => {
        event.preventDefault()
        edit(edits)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <TextInput
        autoFocus
        label={text.replaceFind}
        value={wish.find}
        onChange={(event) => setWish({ ...wish, find: event.currentTarget.value })}
      />
      <TextInput
        label={text.replaceTo}
        value={wish.to}
        onChange={(event) => setWish({ ...wish, to: event.currentTarget.value })}
      />
      <Select
        label={text.replaceIn}
        data={[{ value: '', label: text.allFields }, ...fields.map(({ key, label }) => ({ value: key, label }))]}
        value={wish.key ?? ''}
        allowDeselect={false}
        onChange={(key) => setWish({ ...wish, key: key === '' ? null : key })}
      />
      <Checkbox
        label={text.wholeCell}
        checked={wish.whole}
        onChange={(event) => setWish({ ...wish, whole: event.currentTarget.checked })}
      />
      <Checkbox
        label={text.matchCase}
        checked={wish.matchCase}
        onChange={(event) => setWish({ ...wish, matchCase: event.currentTarget.checked })}
      />
      <div className={classes.found} role="status">
        <strong>{text.replaceCount(edits.length, among)}</strong>
        {edits.slice(0, mostShown).map(({ id, key, to }) => (
          <span key={`${id} ${key}`} className="soft">
            <span className="mono">{id}</span>: “{before(id, key)}” → “{to ?? ''}”
          </span>
        ))}
        {edits.length > mostShown ? <span className="faint">{text.replaceMore(edits.length - mostShown)}</span> : null}
      </div>
      <Button type="submit" disabled={edits.length === 0}>
        {text.replaceAll(edits.length)}
      </Button>
      <ActionIcon variant="subtle" color="gray" aria-label={text.close} onClick={onClose}>
        <IconX size={16} />
      </ActionIcon>
    </form>
  )
}
