import { Select } from '@mantine/core'
import { useMemo } from 'react'
import type { ImportColumn } from '../../data/imports.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import tables from '../../ui/tables.module.css'
import { useCampaignFields } from '../leads/useCampaignFields.ts'
import type { StepProps } from './ImportPage.tsx'
import page from './ImportPage.module.css'
import classes from './ColumnsStep.module.css'
import { originWords } from './importWords.ts'
import { StepFoot } from './StepFoot.tsx'
import { leftOut, targetChoices, type TargetGroup } from './targetChoices.ts'
import { text } from './text.ts'
import { useImportChange } from './useImportChange.ts'

/** What each column of the file is taken for. */
export function ColumnsStep({ of, onStep }: StepProps) {
  const { campaign, columns, unmapped, missing, purpose, options } = of
  const chosen = useMemo(() => (campaign === null ? [] : [campaign]), [campaign])
  const fields = useCampaignFields(chosen)
  const change = useImportChange(of)
  return (
    <section className={page.step} aria-label={text.steps.columns}>
      <p className="soft">{text.mapHint}</p>
      {missing.length === 0 ? null : (
        <p className={page.notice}>{text.missing(missing.map((key) => fields.get(key) ?? key))}</p>
      )}
      <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.steps.columns}>
        <table className={`${tables.table} ${classes.columns}`}>
          <thead>
            <tr>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.values}</th>
              <th scope="col">{text.holds}</th>
              <th scope="col">{text.how}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <ColumnRow
                key={column.name}
                column={column}
                choices={targetChoices(purpose, fields, column.target)}
                disabled={change.locked || change.isPending}
                onChange={(target) => change.options({ mapping: { ...options.mapping, [column.name]: target } })}
              />
            ))}
          </tbody>
        </table>
      </div>
      {change.error ? <ProblemNotice what={text.saveFailed} error={change.error} /> : null}
      {unmapped.length === 0 ? null : <p className="soft">{text.unmapped(unmapped)}</p>}
      <StepFoot step="columns" onStep={onStep} />
    </section>
  )
}

interface ColumnRowProps {
  readonly column: ImportColumn
  readonly choices: readonly TargetGroup[]
  readonly disabled: boolean
  readonly onChange: (target: string | null) => void
}

function ColumnRow({ column: { name, target, by, samples }, choices, disabled, onChange }: ColumnRowProps) {
  return (
    <tr data-column={name}>
      <th scope="row">{name}</th>
      <td className="soft">{samples.slice(0, 3).join(' · ') || text.blank}</td>
      <td>
        <Select
          size="xs"
          aria-label={text.holdsOf(name)}
          searchable
          allowDeselect={false}
          disabled={disabled}
          data={choices.map(({ group, items }) => ({ group, items: [...items] }))}
          value={target ?? leftOut}
          onChange={(value) => onChange(value === leftOut ? null : value)}
        />
      </td>
      <td className="soft">{by === null ? <span className="faint">–</span> : originWords[by]}</td>
    </tr>
  )
}
