import { Button } from '@mantine/core'
import type { ApiKey } from '../../data/keys.ts'
import { useZone } from '../../data/useZone.ts'
import { zoneCity } from '../../format/time.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { NothingHere } from '../../ui/NothingHere.tsx'
import classes from '../../ui/tables.module.css'
import { keyState, type KeyState } from './keyState.ts'
import { scopeWords, text } from './text.ts'

export function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const zone = zoneCity(useZone())
  if (keys.length === 0) return <NothingHere title={text.none} hint={text.noneHint} />
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={text.title}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">Scope</th>
            <th scope="col">Supplier</th>
            <th scope="col">Created · {zone}</th>
            <th scope="col">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={onRevoke} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: (key: ApiKey) => void }) {
  const state = keyState(apiKey, new Date())
  return (
    <tr>
      <th scope="row">{apiKey.name}</th>
      <td className="mono">
        {apiKey.prefix}…{apiKey.last4}
      </td>
      <td title={scopeWords[apiKey.scope].meaning}>{scopeWords[apiKey.scope].name}</td>
      <td>{apiKey.supplier ?? apiKey.buyer ?? <span className="faint">–</span>}</td>
      <td>
        <Time at={apiKey.createdAt} />
      </td>
      <td>
        <When at={apiKey.lastUsedAt} />
      </td>
      <td>
        <When at={apiKey.expiresAt} />
      </td>
      <td>
        <StateOfKey state={state} />
      </td>
      <td className={classes.number}>
        {state === 'revoked' ? null : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${text.revoke} ${apiKey.name}`}
            onClick={() => onRevoke(apiKey)}
          >
            {text.revoke}
          </Button>
        )}
      </td>
    </tr>
  )
}

function When({ at }: { at: string | null }) {
  return at === null ? <span className="faint">{text.never}</span> : <Time at={at} />
}

function StateOfKey({ state }: { state: KeyState }) {
  if (state === 'active') {
    return (
      <Pill tone="good" icon="check">
        Active
      </Pill>
    )
  }
  return (
    <Pill tone="neutral" icon={state === 'expired' ? 'clock' : 'cross'}>
      {state === 'expired' ? 'Expired' : 'Revoked'}
    </Pill>
  )
}
