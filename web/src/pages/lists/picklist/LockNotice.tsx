import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { listsKey, writePicklist } from '../../../data/lists.ts'
import { meQuery } from '../../../data/me.ts'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import classes from '../ListPage.module.css'
import { documentOf } from './draft.ts'
import { text } from './text.ts'
import type { PicklistEditor } from './usePicklistEditor.ts'

/** Why nothing can be added, and the way for an admin to change that. */
export function LockNotice({ editor }: { editor: PicklistEditor }) {
  const { data: me } = useQuery(meQuery)
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const isAdmin = me?.scope === 'admin'
  const { base, draft, isDirty } = editor
  const unlock = useMutation({
    mutationFn: () => writePicklist(base.key, { ...documentOf(draft), locked: false }, base.version),
    onSuccess: () => {
      setAsking(false)
      return queryClient.invalidateQueries({ queryKey: listsKey })
    },
  })
  return (
    <div className={classes.notice} data-tone="warn" role="note">
      <IconLock size={16} aria-hidden="true" color="var(--sy-warn)" />
      <span className={classes.noticeWords}>
        <strong>{text.lockedTitle}</strong>
        {text.lockedWords(base.lockReason ?? '')}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!isAdmin || isDirty}
        title={isAdmin ? (isDirty ? text.unlockNeedsSaved : undefined) : text.unlockNeedsAdmin}
        onClick={() => setAsking(true)}
      >
        {text.unlock}
      </Button>
      {asking ? (
        <Modal opened onClose={() => setAsking(false)} title={text.unlockTitle}>
          <Stack gap={14}>
            <Text size="sm">{text.unlockWords}</Text>
            {unlock.error ? <ProblemNotice what={text.saveFailed} error={unlock.error} /> : null}
            <Group gap={8} justify="flex-end">
              <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
                {text.cancel}
              </Button>
              <Button loading={unlock.isPending} onClick={() => unlock.mutate()}>
                {text.unlock.replace('…', '')}
              </Button>
            </Group>
          </Stack>
        </Modal>
      ) : null}
    </div>
  )
}
