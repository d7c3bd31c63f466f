import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconClipboardText, IconPlus, IconSearch, IconSettings } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { picklistUsageQuery } from '../../../data/lists.ts'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { NothingHere } from '../../../ui/NothingHere.tsx'
import { useKeys } from '../../../ui/useKeys.ts'
import classes from '../ListPage.module.css'
import { addRows } from './draft.ts'
import { PasteDialog } from './PasteDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { text } from './text.ts'
import type { PicklistEditor } from './usePicklistEditor.ts'
import { ValueTable } from './ValueTable.tsx'
import { matchingRows } from './matchingRows.ts'

export function ValuesTab({ editor }: { editor: PicklistEditor }) {
  const { draft, base, problems } = editor
  const mayOperate = useMayOperate()
  const [wanted, setWanted] = useState('')
  const [onlyProblems, setOnlyProblems] = useState(false)
  const [dialog, setDialog] = useState<'paste' | 'settings' | null>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const usage = useQuery(picklistUsageQuery(base.key))
  const leads = useMemo(() => new Map(usage.data?.values.map((one) => [one.value, one.leads])), [usage.data])
  const rows = useMemo(
    () => matchingRows(draft.rows, wanted).filter(({ id }) => !onlyProblems || problems.has(id)),
    [draft.rows, wanted, onlyProblems, problems],
  )
  const isPart = wanted.trim() !== '' || onlyProblems
  useKeys({ '/': () => searchBox.current?.focus() })
  const addOne = () => {
    setWanted('')
    setOnlyProblems(false)
    setFocused(draft.nextId)
    editor.change((now) => addRows(now, [{}]))
  }
  return (
    <>
      <div className={classes.toolbar}>
        <TextInput
          ref={searchBox}
          className={classes.search}
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <span className="soft tabular" role="status">
          {isPart ? text.found(rows.length, draft.rows.length) : text.values(draft.rows.length)}
        </span>
        {problems.size > 0 || onlyProblems ? (
          <Button size="compact-sm" variant="default" onClick={() => setOnlyProblems(!onlyProblems)}>
            {onlyProblems ? text.showAll : `${text.problems(problems.size)} · ${text.showProblems}`}
          </Button>
        ) : null}
        <span className={classes.toolbarEnd}>
          <Button
            variant="default"
            leftSection={<IconSettings size={15} />}
            disabled={!mayOperate}
            title={mayOperate ? undefined : text.mayNot}
            onClick={() => setDialog('settings')}
          >
            {text.settings}
          </Button>
          <Button
            variant="default"
            leftSection={<IconClipboardText size={15} />}
            disabled={!mayOperate}
            title={mayOperate ? undefined : text.mayNot}
            onClick={() => setDialog('paste')}
          >
            {text.paste}
          </Button>
          <Button
            leftSection={<IconPlus size={15} />}
            disabled={!mayOperate || base.locked}
            title={mayOperate ? (base.locked ? text.lockedRow : undefined) : text.mayNot}
            onClick={addOne}
          >
            {text.add}
          </Button>
        </span>
      </div>
      {rows.length === 0 ? (
        isPart ? (
          <NothingHere title={text.noneFound} hint="" />
        ) : (
          <NothingHere title={text.empty} hint={text.emptyHint} />
        )
      ) : (
        <ValueTable
          editor={editor}
          rows={rows}
          isPart={isPart}
          leads={usage.data ? leads : null}
          mayEdit={mayOperate}
          focused={focused}
          onFocused={() => setFocused(null)}
        />
      )}
      {dialog === 'paste' ? <PasteDialog editor={editor} onClose={() => setDialog(null)} /> : null}
      {dialog === 'settings' ? <SettingsDialog editor={editor} onClose={() => setDialog(null)} /> : null}
    </>
  )
}
