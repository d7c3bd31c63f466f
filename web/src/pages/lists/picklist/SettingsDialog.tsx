import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ListDraft } from './draft.ts'
import { RemoveListDialog } from '../RemoveListDialog.tsx'
import { text } from './text.ts'
import type { PicklistEditor } from './usePicklistEditor.ts'

/** Name, case and lock: they are part of what is saved with the values. */
export function SettingsDialog({ editor, onClose }: { editor: PicklistEditor; onClose: () => void }) {
  const { draft, base, change } = editor
  const [removing, setRemoving] = useState(false)
  const set = (part: Partial<Pick<ListDraft, 'name' | 'caseSensitive' | 'locked' | 'lockReason'>>) =>
    change((now) => ({ ...now, ...part }))
  if (removing) return <RemoveListDialog noun="picklists" documentKey={base.key} name={base.name} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={text.settings}>
      <Stack gap={14}>
        <TextInput
          data-autofocus
          label={text.name}
          maxLength={200}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Checkbox
          label={text.caseSensitive}
          description={text.caseHint}
          checked={draft.caseSensitive}
          onChange={(event) => set({ caseSensitive: event.currentTarget.checked })}
        />
        <Checkbox
          label={text.lock}
          description={text.lockHint}
          checked={draft.locked}
          // A list that is locked already is unlocked on its own, by an admin.
          disabled={base.locked}
          onChange={(event) => set({ locked: event.currentTarget.checked })}
        />
        {draft.locked ? (
          <TextInput
            label={text.lockReason}
            description={text.lockReasonHint}
            maxLength={300}
            value={draft.lockReason}
            onChange={(event) => set({ lockReason: event.currentTarget.value })}
          />
        ) : null}
        <Group gap={8} justify="space-between">
          <Button
            variant="subtle"
            color="red"
            disabled={base.locked || editor.isDirty}
            onClick={() => setRemoving(true)}
          >
            {text.removeList}
          </Button>
          <Button onClick={onClose}>{text.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
