import { Button, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { deleteDraft, draftsQuery, type Draft } from '../../data/drafts.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './FixGrid.module.css'
import { text } from './text.ts'

/** What one has begun to correct and not finished. */
export function DraftList() {
  const { data: drafts, error, refetch } = useQuery({ ...draftsQuery, staleTime: 0 })
  const [leaving, setLeaving] = useState<Draft | null>(null)
  return (
    <div className={page.page}>
      <h1 className={page.title}>{text.draftsTitle}</h1>
      <p className={page.lead}>{text.draftsLead}</p>
      {error ? (
        <ProblemNotice what={text.draftsFailed} error={error} onRetry={() => void refetch()} />
      ) : drafts === undefined ? (
        <Skeleton h={160} />
      ) : drafts.length === 0 ? (
        <div className={classes.none}>
          <NothingHere title={text.noDrafts} hint={text.noDraftsHint} />
          <Link to="/leads" search={{ status: 'rejected' }} className="link">
            {text.toLeads}
          </Link>
        </div>
      ) : (
        <ul className={classes.drafts}>
          {drafts.map((draft) => (
            <li key={draft.id}>
              <div>
                <Link to="/resolve/grid" search={{ draft: draft.id }} className="link">
                  {draft.about}
                </Link>
                <p className="soft">
                  {text.about(draft.campaign, draft.delivery)} · {text.counts(draft.counts)} ·{' '}
                  <Time at={draft.savedAt} />
                </p>
              </div>
              <Button size="compact-sm" variant="default" disabled={draft.running} onClick={() => setLeaving(draft)}>
                {text.throwAway}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {leaving ? <ThrowAway draft={leaving} onClose={() => setLeaving(null)} /> : null}
    </div>
  )
}

function ThrowAway({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => deleteDraft(draft.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.throwAwayTitle}>
      <p>{text.throwAwayMeaning(draft.counts.changed)}</p>
      {remove.error ? <ProblemNotice what={text.draftsFailed} error={remove.error} /> : null}
      <div className={classes.buttons}>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {text.throwAway}
        </Button>
        <Button variant="default" onClick={onClose}>
          {text.keepDraft}
        </Button>
      </div>
    </Modal>
  )
}
