import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { formatCount } from '../../../format/count.ts'
import { addRows } from './draft.ts'
import { PastePreview } from './PastePreview.tsx'
import { pastedInto, pastedLines, planPaste } from './pastedValues.ts'
import { text } from './text.ts'
import type { PicklistEditor } from './usePicklistEditor.ts'

export function PasteDialog({ editor, onClose }: { editor: PicklistEditor; onClose: () => void }) {
  const { draft, base } = editor
  const [pasted, setPasted] = useState('')
  const read = useDeferredValue(pasted)
  const plan = useMemo(() => {
    const all = planPaste(draft, pastedLines(read))
    return base.locked ? { ...all, fresh: [] } : all
  }, [draft, read, base.locked])
  const count = plan.fresh.length + plan.changed.length
  const take = () => {
    const { rows, added } = pastedInto(draft, plan)
    editor.change((now) => addRows({ ...now, rows }, added))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={text.pasteTitle} size="lg">
      <Stack gap={12}>
        <Textarea
          data-autofocus
          label={text.pasteLabel}
          description={text.pasteHint}
          placeholder={text.pastePlaceholder}
          rows={10}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        {read.trim() === '' ? null : <PastePreview plan={plan} isLocked={base.locked} />}
        <Group gap={8} justify="flex-end">
          <span className="soft">{text.pasteUnsaved}</span>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button disabled={count === 0 || read !== pasted} onClick={take}>
            {count === 0
              ? text.pasteNothing
              : plan.fresh.length > 0
                ? text.pasteAdd(plan.fresh.length)
                : `${text.pasteTake} (${formatCount(count)})`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
