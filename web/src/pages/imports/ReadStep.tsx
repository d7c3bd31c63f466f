import { Select } from '@mantine/core'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import tables from '../../ui/tables.module.css'
import type { Import } from '../../data/imports.ts'
import { EarlierNotice } from './EarlierNotice.tsx'
import type { StepProps } from './ImportPage.tsx'
import classes from './ImportPage.module.css'
import { delimiters, encodings } from './importWords.ts'
import { oddTexts } from './oddTexts.ts'
import { StepFoot } from './StepFoot.tsx'
import { text } from './text.ts'
import { useImportChange } from './useImportChange.ts'

const mostRows = 8
const mostOdd = 12

/** How the file was read, and by what a person sees whether that is right. */
export function ReadStep({ of, onStep }: StepProps) {
  const { reading, preview, state } = of
  const isRefused = state === 'failed' && of.jobId === null
  const odd = oddTexts([...preview.sample, ...of.columns.map(({ samples }) => ({ cells: samples }))], mostOdd)
  return (
    <section className={classes.step} aria-label={text.steps.read}>
      {isRefused ? (
        <div className={`${classes.notice} ${classes.refused}`} role="alert">
          <strong>{text.cannotRead}</strong>
          <br />
          {of.reason} {text.cannotReadHint}
        </div>
      ) : null}
      <EarlierNotice of={of} />
      <Pickers of={of} />
      {isRefused ? null : (
        <>
          <div>
            <h2>{text.looksRight}</h2>
            <p className="soft">{reading?.encoding === null ? text.xlsxKeeps : text.looksRightHint}</p>
          </div>
          {reading && !reading.certain ? <p className={classes.notice}>{text.guessed}</p> : null}
          <div>
            <h3>{text.odd}</h3>
            {odd.length === 0 ? (
              <p className="soft">{text.noOdd}</p>
            ) : (
              <ul className={classes.odd}>
                {odd.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
          </div>
          <Sample of={of} />
          <StepFoot step="read" onStep={onStep} />
        </>
      )}
    </section>
  )
}

function Pickers({ of }: { of: Import }) {
  const change = useImportChange(of)
  const { reading, file, counts } = of
  const shared = { disabled: change.locked || change.isPending, allowDeselect: false } as const
  return (
    <>
      <p className="soft">{text.facts(file.format === 'xlsx' ? 'Excel workbook' : 'csv', counts.rows)}</p>
      <div className={classes.pickers}>
        {file.format === 'csv' ? (
          <>
            <Select
              {...shared}
              label={text.encoding}
              data={[...withValue(encodings, reading?.encoding ?? of.options.encoding)]}
              value={reading?.encoding ?? of.options.encoding ?? null}
              onChange={(encoding) => change.options({ encoding })}
            />
            <Select
              {...shared}
              label={text.delimiter}
              data={[...withValue(delimiters, reading?.delimiter ?? of.options.delimiter)]}
              value={reading?.delimiter ?? of.options.delimiter ?? null}
              onChange={(delimiter) => change.options({ delimiter })}
            />
          </>
        ) : reading && reading.sheets.length > 1 ? (
          <Select
            {...shared}
            label={text.sheet}
            data={[...reading.sheets]}
            value={reading.sheet}
            onChange={(sheet) => change.options({ sheet })}
          />
        ) : null}
      </div>
      {change.error ? <ProblemNotice what={text.saveFailed} error={change.error} /> : null}
    </>
  )
}

/** What the server found is always among the choices. */
function withValue(known: readonly { value: string; label: string }[], value: string | null | undefined) {
  if (value === null || value === undefined || known.some((one) => one.value === value)) return known
  return [...known, { value, label: value }]
}

function Sample({ of: { columns, preview } }: { of: Import }) {
  const rows = preview.sample.slice(0, mostRows)
  // What people look at comes first: the values, and which lead it is.
  const order = columns
    .map(({ name, by, target }, column) => ({ name, column, isOurs: by === 'platform' && target !== '@leadId' }))
    .toSorted((a, b) => Number(a.isOurs) - Number(b.isOurs))
  if (rows.length === 0) return null
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.sample}>
      <table className={`${tables.table} ${classes.sample}`}>
        <thead>
          <tr>
            <th scope="col">{text.row}</th>
            {order.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row" className="tabular">
                {row}
              </th>
              {order.map(({ name, column }) => (
                <td key={name} title={cells[column]}>
                  {cells[column] === undefined || cells[column] === '' ? (
                    <span className="faint">{text.blank}</span>
                  ) : (
                    cells[column]
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
