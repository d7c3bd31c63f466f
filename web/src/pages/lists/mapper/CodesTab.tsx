import { Button, Checkbox, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconClipboardText, IconPlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { MapperUsage } from '../../../data/lists.ts'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { NothingHere } from '../../../ui/NothingHere.tsx'
import { useKeys } from '../../../ui/useKeys.ts'
import classes from '../ListPage.module.css'
import { CodeTable } from './CodeTable.tsx'
import { CoverageNote } from './CoverageNote.tsx'
import { addPairs, hasCode } from './draft.ts'
import { PasteCodesDialog } from './PasteCodesDialog.tsx'
import { PolicyChoice } from './PolicyChoice.tsx'
import { text } from './text.ts'
import type { MapperEditor } from './useMapperEditor.ts'

export function CodesTab({ editor, usage }: { editor: MapperEditor; usage: MapperUsage }) {
  const { draft, base } = editor
  const mayOperate = useMayOperate()
  const [wanted, setWanted] = useState('')
  const [onlyMissing, setOnlyMissing] = useState(false)
  const [isPasting, setIsPasting] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const leads = useMemo(() => new Map(usage.values.map((one) => [one.value, one.leads])), [usage])
  const missing = draft.rows.filter((row) => row.from.trim() !== '' && !hasCode(row)).length
  const rows = useMemo(() => {
    const like = wanted.trim().toLowerCase()
    return draft.rows
      .filter((row) => !onlyMissing || !hasCode(row))
      .filter(({ from, to }) => like === '' || `${from}\n${to}`.toLowerCase().includes(like))
  }, [draft.rows, wanted, onlyMissing])
  useKeys({ '/': () => searchBox.current?.focus() })
  return (
    <>
      <CoverageNote usage={usage} />
      <PolicyChoice editor={editor} mayEdit={mayOperate} />
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
        <Checkbox
          label={text.onlyMissing}
          checked={onlyMissing}
          onChange={(event) => setOnlyMissing(event.currentTarget.checked)}
        />
        <span className={missing > 0 ? classes.warn : 'soft'} role="status">
          {missing > 0 ? text.missing(missing) : text.complete}
        </span>
        <span className={classes.toolbarEnd}>
          <Button
            variant="default"
            leftSection={<IconClipboardText size={15} />}
            disabled={!mayOperate}
            title={mayOperate ? undefined : text.mayNot}
            onClick={() => setIsPasting(true)}
          >
            {text.paste}
          </Button>
          {draft.picklist === '' ? (
            <Button
              leftSection={<IconPlus size={15} />}
              disabled={!mayOperate}
              title={mayOperate ? undefined : text.mayNot}
              onClick={() => editor.change((now) => addPairs(now, [{ from: '', to: '' }]))}
            >
              {text.add}
            </Button>
          ) : null}
        </span>
      </div>
      {base.picklist === undefined ? null : (
        <p className={classes.note}>
          {text.ofList}{' '}
          <Link to="/lists/picklists/$key" params={{ key: base.picklist }} className="link">
            {base.picklist}
          </Link>
        </p>
      )}
      {rows.length === 0 ? (
        draft.rows.length > 0 ? (
          <NothingHere title={text.noneFound} hint="" />
        ) : (
          <NothingHere
            title={draft.picklist === '' ? text.empty : text.emptyList}
            hint={draft.picklist === '' ? text.emptyHint : ''}
          />
        )
      ) : (
        <CodeTable editor={editor} rows={rows} leads={leads} mayEdit={mayOperate} />
      )}
      {isPasting ? <PasteCodesDialog editor={editor} onClose={() => setIsPasting(false)} /> : null}
    </>
  )
}
