import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { type ApiKey, keysQuery } from '../../data/keys.ts'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { KeyTable } from './KeyTable.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { text } from './text.ts'

export function KeysPage() {
  usePageTitle(text.title)
  const keys = useQuery(keysQuery)
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
        <Button leftSection={<IconPlus size={15} />} onClick={() => setCreating(true)}>
          {text.create}
        </Button>
      </div>
      <p className={page.lead}>{text.lead}</p>
      {keys.data ? (
        <KeyTable keys={keys.data} onRevoke={setRevoking} />
      ) : keys.error ? (
        <ProblemNotice what={text.failed} error={keys.error} onRetry={() => void keys.refetch()} />
      ) : (
        <Skeleton h={200} />
      )}
      {creating ? <NewKeyDialog onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </div>
  )
}
