import { Alert } from '@mantine/core'
import type { AlertSettings } from '../../data/alerts.ts'
import { CopyIcon } from '../../ui/CopyButton.tsx'
import { text } from './text.ts'

/** Secrets that the server made: shown once. */
export function MadeSecrets({ webhooks }: { webhooks: AlertSettings['webhooks'] }) {
  return (
    <Alert variant="light" role="status">
      {webhooks.map(({ key, secret }) => (
        <p key={key} style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {text.secretOnce(key)} <code className="mono">{secret}</code>{' '}
          <CopyIcon value={secret ?? ''} what={`secret of ${key}`} />
        </p>
      ))}
    </Alert>
  )
}
