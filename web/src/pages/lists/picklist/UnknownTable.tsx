import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Picklist, UnknownValue } from '../../../data/lists.ts'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { formatCount } from '../../../format/count.ts'
import { Time } from '../../../ui/Time.tsx'
import tables from '../../../ui/tables.module.css'
import { text } from './text.ts'
import type { Chosen } from './UnknownTab.tsx'
import lists from '../ListPage.module.css'
import classes from './UnknownTable.module.css'

export interface UnknownTableProps {
  readonly values: readonly UnknownValue[]
  readonly list: Picklist
  readonly isDirty: boolean
  readonly onChoose: (chosen: Chosen) => void
}

export function UnknownTable({ values, list, isDirty, onChoose }: UnknownTableProps) {
  const mayOperate = useMayOperate()
  const whyNot = mayOperate ? (isDirty ? text.unlockNeedsSaved : null) : text.mayNot
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.tabs.unknown}>
      <table className={`${tables.table} ${classes.table} ${lists.cards}`}>
        <thead>
          <tr>
            <th scope="col">{text.unknownValue}</th>
            <th scope="col" className={tables.number}>
              {text.unknownLeads}
            </th>
            <th scope="col">{text.unknownWhere}</th>
            <th scope="col">{text.unknownLast}</th>
            <th scope="col">{text.unknownMeant}</th>
            <th scope="col">
              <span className="unseen">{text.unknownWhatToDo}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <UnknownRow key={value.value} value={value} isLocked={list.locked} whyNot={whyNot} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface UnknownRowProps {
  readonly value: UnknownValue
  readonly isLocked: boolean
  readonly whyNot: string | null
  readonly onChoose: (chosen: Chosen) => void
}

function UnknownRow({ value, isLocked, whyNot, onChoose }: UnknownRowProps) {
  const [nearest] = value.suggestions
  const gate = { disabled: whyNot !== null, title: whyNot ?? undefined }
  return (
    <tr data-unknown={value.value}>
      <th scope="row">
        {value.value}
        {value.spellings.length > 1 ? (
          <span className={classes.under} title={value.spellings.map((one) => one.value).join('\n')}>
            {text.spellings(value.spellings.length)}
          </span>
        ) : null}
      </th>
      <td className={tables.number} data-label={text.unknownLeads}>
        <div>
          {formatCount(value.leads)}
          <LeadKinds value={value} />
        </div>
      </td>
      <td data-label={text.unknownWhere}>
        <div>
          {value.campaigns.map(({ campaign, field, leads }) => (
            <span key={`${campaign} ${field}`} className={classes.place}>
              <Link
                to="/leads"
                search={{ campaign, status: 'rejected', code: 'REJECT_LEAD_INVALID_LIST_VALUE' }}
                className="link"
              >
                {campaign}
              </Link>{' '}
              <span className="faint">
                {field} · {formatCount(leads)}
              </span>
            </span>
          ))}
        </div>
      </td>
      <td className={classes.when} data-label={text.unknownLast}>
        <div>
          <Time at={value.lastAt} />
        </div>
      </td>
      <td data-label={text.unknownMeant}>
        <div>
          {nearest === undefined ? (
            <span className="faint">–</span>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={text.mapOneTo(value.value, nearest.value)}
              {...gate}
              title={gate.title ?? nearest.why}
              onClick={() => onChoose({ what: 'map', value, to: nearest.value })}
            >
              {text.mapTo(nearest.value)}
            </Button>
          )}
        </div>
      </td>
      <td className={classes.actions}>
        {isLocked ? null : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.addValueOf(value.value)}
            {...gate}
            onClick={() => onChoose({ what: 'add', value })}
          >
            {text.addValue}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text.mapValueOf(value.value)}
          {...gate}
          onClick={() => onChoose({ what: 'map', value })}
        >
          {text.mapValue}
        </Button>
      </td>
    </tr>
  )
}

/** Those that wait have a screen of their own, with every cure. */
function LeadKinds({ value: { leads, waiting, accepted, causes } }: { value: UnknownValue }) {
  const kept = leads - waiting - accepted
  const [cause, ...others] = causes
  return (
    <span className={classes.under}>
      {waiting === 0 ? null : cause !== undefined && others.length === 0 ? (
        <Link to="/resolve/$cause" params={{ cause }} className="link">
          {text.waiting(waiting)}
        </Link>
      ) : (
        text.waiting(waiting)
      )}
      {accepted > 0 ? <span>{text.accepted(accepted)}</span> : null}
      {kept > 0 ? <span>{text.kept(kept)}</span> : null}
    </span>
  )
}
