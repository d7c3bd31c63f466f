import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import classes from '../ListPage.module.css'
import { text as listText } from '../picklist/text.ts'
import { addPairs } from './draft.ts'
import { codesInto, planCodes, type CodePlan } from './pastedCodes.ts'
import { text } from './text.ts'
import type { MapperEditor } from './useMapperEditor.ts'

export function PasteCodesDialog({ editor, onClose }: { editor: MapperEditor; onClose: () => void }) {
  const [pasted, setPasted] = useState('')
  const read = useDeferredValue(pasted)
  const plan = useMemo(() => planCodes(editor.draft, read), [editor.draft, read])
  const count = plan.set.length + plan.fresh.length
  return (
    <Modal opened onClose={onClose} title={text.pasteTitle} size="lg">
      <Stack gap={12}>
        <Textarea
          data-autofocus
          label={text.tabs.codes}
          description={text.pasteHint}
          placeholder={text.pastePlaceholder}
          rows={10}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        {read.trim() === '' ? null : <CodePreview plan={plan} />}
        <Group gap={8} justify="flex-end">
          <span className="soft">{text.pasteUnsaved}</span>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            disabled={count === 0 || read !== pasted}
            onClick={() => {
              editor.change((now) => addPairs(codesInto(now, plan), plan.fresh))
              onClose()
            }}
          >
            {count === 0 ? text.pasteNothing : text.pasteTake(count)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const mostShown = 8

function CodePreview({ plan }: { plan: CodePlan }) {
  const { set, fresh, same, strange, unread } = plan
  const isNew = ({ row }: CodePlan['set'][number]) => row.to === ''
  const groups = [
    {
      kind: 'added',
      head: text.pasteNew(set.filter(isNew).length + fresh.length),
      lines: [
        ...set.filter(isNew).map(({ row, to }) => text.changes.added(row.from, to)),
        ...fresh.map(({ from, to }) => text.changes.added(from, to)),
      ],
    },
    {
      kind: 'changed',
      head: text.pasteChanged(set.filter((one) => !isNew(one)).length),
      lines: set.filter((one) => !isNew(one)).map(({ row, to }) => text.changes.changed(row.from, row.to, to)),
    },
    { kind: 'removed', head: text.pasteStrange(strange.length), lines: strange },
    { kind: 'removed', head: text.pasteUnread(unread.length), lines: unread },
  ].filter(({ lines }) => lines.length > 0)
  return (
    <div role="status">
      {groups.map(({ kind, head, lines }) => (
        <details key={head} open>
          <summary className={classes.summary}>{head}</summary>
          <ul className={classes.changes}>
            {lines.slice(0, mostShown).map((line) => (
              <li key={line} data-kind={kind}>
                {line}
              </li>
            ))}
            {lines.length > mostShown ? <li>{listText.andMore(lines.length - mostShown)}</li> : null}
          </ul>
        </details>
      ))}
      {same > 0 ? <span className="soft">{text.pasteSame(same)}</span> : null}
    </div>
  )
}
