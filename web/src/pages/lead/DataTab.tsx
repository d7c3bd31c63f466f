import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { campaignQuery } from '../../data/setup.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { valueText } from '../../format/value.ts'
import { EditForm } from './EditForm.tsx'
import { fieldLines, type FieldLine } from './fieldLines.ts'
import classes from '../../ui/tables.module.css'
import { RevisionList } from './RevisionList.tsx'
import { valuesAt } from './revisions.ts'
import { text } from './text.ts'

export interface DataTabProps {
  readonly lead: LeadDetail
  readonly editing: boolean
  /** Saving goes straight on to redelivering, or to checking again. */
  readonly thenGoOn: boolean
  readonly onEdit: (editing: boolean) => void
  /** After saving: to redelivering, or to checking again where the lead was not accepted. */
  readonly onGoOn: () => void
}

interface Restoring {
  readonly values: Readonly<Record<string, string>>
  readonly reason: string
}

const nothing: Restoring = { values: {}, reason: '' }

export function DataTab({ lead, editing, thenGoOn, onEdit, onGoOn }: DataTabProps) {
  const { data: campaign, isPending } = useQuery(campaignQuery(lead.campaign))
  const mayEdit = useMayOperate() && !lead.erased
  const [restoring, setRestoring] = useState<Restoring>(nothing)
  const lines = fieldLines(lead, campaign?.fields ?? [])
  const restore = (revision: number, only: string | null) => {
    const then = Object.entries(valuesAt(lead, revision)).filter(([field]) => only === null || field === only)
    setRestoring({
      values: Object.fromEntries(then.map(([field, value]) => [field, valueText(value)])),
      reason: text.restoreReason(revision),
    })
    onEdit(true)
  }
  const close = () => {
    setRestoring(nothing)
    onEdit(false)
  }
  return (
    <>
      <div className={classes.bar}>
        <span className="faint">Revision {lead.revision}</span>
        <Button
          variant="default"
          leftSection={<IconPencil size={15} />}
          disabled={!mayEdit || editing}
          title={mayEdit ? undefined : lead.erased ? text.erased : text.mayNotEdit}
          onClick={() => onEdit(true)}
        >
          {text.edit}
        </Button>
      </div>
      {editing && mayEdit && !isPending ? (
        <EditForm
          key={restoring.reason}
          lead={lead}
          fields={campaign?.fields ?? []}
          lines={lines}
          given={restoring.values}
          givenReason={restoring.reason}
          thenGoOn={thenGoOn}
          onDone={(how) => {
            close()
            if (how === 'savedToGoOn') onGoOn()
          }}
        />
      ) : (
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={text.tabs.data}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Value</th>
                <th scope="col">As received</th>
                <th scope="col">Problems</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <DataRow key={line.key} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <RevisionList revisions={lead.revisions} onRestore={mayEdit ? restore : null} />
    </>
  )
}

function DataRow({ line }: { line: FieldLine }) {
  return (
    <tr>
      <th scope="row">
        {line.label}
        <span className={classes.key}>{line.key}</span>
      </th>
      <td>{line.value || <span className="faint">–</span>}</td>
      <td className={line.raw === line.value ? classes.same : undefined}>
        {line.raw || <span className="faint">–</span>}
      </td>
      <td className={classes.problem}>
        {line.problems.map((problem) => (
          <span key={problem.message}>{problem.message}</span>
        ))}
      </td>
    </tr>
  )
}
