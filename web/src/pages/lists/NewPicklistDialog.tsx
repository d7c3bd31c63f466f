import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { listsKey, writePicklist } from '../../data/lists.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { isDocumentKey, keyOfName } from './isDocumentKey.ts'
import { documentOf, addRows, type ListDraft } from './picklist/draft.ts'
import { PastePreview } from './picklist/PastePreview.tsx'
import { pastedLines, planPaste } from './picklist/pastedValues.ts'
import { text as listText } from './picklist/text.ts'
import { text } from './text.ts'

const emptyDraft: ListDraft = { name: '', caseSensitive: false, locked: false, lockReason: '', rows: [], nextId: 0 }

/** A name and what was pasted are a list. */
export function NewPicklistDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const [pasted, setPasted] = useState('')
  const read = useDeferredValue(pasted)
  const plan = useMemo(() => planPaste(emptyDraft, pastedLines(read)), [read])
  const key = ownKey ?? keyOfName(name)
  const make = useMutation({
    mutationFn: () => writePicklist(key, documentOf(addRows({ ...emptyDraft, name }, plan.fresh)), null),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: listsKey })
      onClose()
      await navigate({ to: '/lists/picklists/$key', params: { key: made.key } })
    },
  })
  const isTaken = make.error instanceof ApiProblem && make.error.code === 'version_conflict'
  return (
    <Modal opened onClose={onClose} title={text.newPicklist} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={text.name}
            description={text.nameHint}
            required
            maxLength={200}
            value={name}
            onChange={(event) => {
              make.reset()
              setName(event.currentTarget.value)
            }}
          />
          <TextInput
            label={text.key}
            description={text.keyHint}
            required
            maxLength={64}
            error={isTaken ? text.keyTaken : key !== '' && !isDocumentKey(key) ? text.keyWrong : undefined}
            value={key}
            onChange={(event) => {
              make.reset()
              setOwnKey(event.currentTarget.value)
            }}
          />
          <Textarea
            label={listText.pasteLabel}
            description={listText.pasteHint}
            placeholder={listText.pastePlaceholder}
            rows={8}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          {read.trim() === '' ? null : <PastePreview plan={plan} isLocked={false} />}
          {make.error && !isTaken ? <ProblemNotice what={listText.saveFailed} error={make.error} /> : null}
          <Group gap={8} justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={!isDocumentKey(key) || read !== pasted}>
              {text.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
