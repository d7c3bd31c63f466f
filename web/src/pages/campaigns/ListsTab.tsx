import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listsQuery } from '../../data/lists.ts'
import type { CampaignSetup } from '../../data/setup.ts'
import { formatCount } from '../../format/count.ts'
import { humanise } from '../../format/humanise.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import tables from '../../ui/tables.module.css'
import { text } from './text.ts'

/** The picklists that the campaign's fields take their values from, with what leads have brought that is not in them. */
export function ListsTab({ campaign }: { campaign: CampaignSetup }) {
  const lists = useQuery(listsQuery)
  if (lists.error) {
    return <ProblemNotice what={text.listsFailed} error={lists.error} onRetry={() => void lists.refetch()} />
  }
  if (!lists.data) return <Skeleton h={160} />
  const used = lists.data.picklists.filter(({ campaigns }) => campaigns.includes(campaign.reference))
  if (used.length === 0) return <NothingHere title={text.listsNone} hint={text.listsNoneHint} />
  return (
    <>
      <p className={tables.note}>{text.listsLead}</p>
      <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.tabs.lists}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{text.list}</th>
              <th scope="col">{text.usedBy}</th>
              <th scope="col" className={tables.number}>
                {text.values}
              </th>
              <th scope="col">{text.unknownValues}</th>
              <th scope="col">{text.mappers}</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ key, name, values, unknown, mappers, missingCells }) => (
              <tr key={key}>
                <th scope="row">
                  <Link to="/lists/picklists/$key" params={{ key }} className="link">
                    {name === '' ? key : name}
                  </Link>
                  <span className={tables.key}>{key}</span>
                </th>
                <td>{fieldsOf(campaign, key).join(', ')}</td>
                <td className={tables.number}>{formatCount(values)}</td>
                <td>
                  {unknown.values === 0 ? (
                    <span className="faint">{text.noUnknown}</span>
                  ) : (
                    <Link to="/lists/picklists/$key" params={{ key }} search={{ tab: 'unknown' }} className="link">
                      {text.unknown(unknown.values, unknown.leads)}
                    </Link>
                  )}
                </td>
                <td>
                  {mappers.length === 0 ? <span className="faint">–</span> : null}
                  {mappers.map((mapper, index) => (
                    <span key={mapper}>
                      {index === 0 ? '' : ', '}
                      <Link to="/lists/mappers/$key" params={{ key: mapper }} className="link">
                        {mapper}
                      </Link>
                    </span>
                  ))}
                  {missingCells === 0 ? null : (
                    <span className={tables.problem}> {text.missingCells(missingCells)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function fieldsOf({ fields }: CampaignSetup, picklist: string): readonly string[] {
  return fields.flatMap((field) => (field.picklist === picklist ? [field.label ?? humanise(field.key)] : []))
}
