import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { meQuery } from '../../data/me.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { campaignQuery } from '../../data/setup.ts'
import { EditForm } from './EditForm.tsx'
import { fieldLines, type FieldLine } from './fieldLines.ts'
import classes from '../../ui/tables.module.css'
import { RevisionList } from './RevisionList.tsx'
import { text } from './text.ts'

export function DataTab({ lead }: { lead: LeadDetail }) {
  const { data: campaign } = useQuery(campaignQuery(lead.campaign))
  const { data: me } = useQuery(meQuery)
  const [editing, setEditing] = useState(false)
  const lines = fieldLines(lead, campaign?.fields ?? [])
  const mayEdit = me?.scope === 'admin' || me?.scope === 'operate'
  return (
    <>
      <div className={classes.bar}>
        <span className="faint">Revision {lead.revision}</span>
        <Button
          variant="default"
          leftSection={<IconPencil size={15} />}
          disabled={!mayEdit || editing}
          title={mayEdit ? undefined : 'Editing needs the role operator or admin.'}
          onClick={() => setEditing(true)}
        >
          {text.edit}
        </Button>
      </div>
      {editing ? (
        <EditForm lead={lead} fields={campaign?.fields ?? []} lines={lines} onDone={() => setEditing(false)} />
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
      <RevisionList revisions={lead.revisions} />
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
