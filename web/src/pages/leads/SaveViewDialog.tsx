import { Alert, Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../../data/me.ts'
import { saveView, viewsQuery, type SavedView, type ViewDraft } from '../../data/views.ts'
import { viewKey } from './savedViews.ts'
import { text } from './text.ts'

export interface SaveViewDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly draft: (about: { name: string; shared: boolean }) => ViewDraft
  readonly onSaved: (view: SavedView) => void
}

export function SaveViewDialog(props: SaveViewDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={text.saveAs}>
      <SaveViewForm {...props} />
    </Modal>
  )
}

function SaveViewForm({ onClose, draft, onSaved }: SaveViewDialogProps) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const { data: me } = useQuery(meQuery)
  const queryClient = useQueryClient()
  const mayShare = me?.scope === 'admin' || me?.scope === 'operate'
  const save = useMutation({
    mutationFn: () => saveView(viewKey(name, randomSuffix()), draft({ name: name.trim(), shared })),
    onSuccess: (view) => {
      void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
      notifications.show({ message: text.viewSaved(view.name) })
      onSaved(view)
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap={12}>
        <TextInput
          data-autofocus
          label={text.viewName}
          description={text.viewKeeps}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={text.shareView}
          disabled={!mayShare}
          title={mayShare ? undefined : text.mayNotShare}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        {save.error ? (
          <Alert color="red" variant="light" role="alert">
            {save.error.message}
          </Alert>
        ) : null}
        <Group gap={8}>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {text.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Tells views of equal names apart. Also where the page came without encryption, which crypto.randomUUID does not. */
function randomSuffix(): string {
  return [...crypto.getRandomValues(new Uint8Array(3))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
