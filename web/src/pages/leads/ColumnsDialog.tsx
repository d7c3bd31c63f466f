import { ActionIcon, Button, Group, Modal, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './ColumnsDialog.module.css'
import {
  columnView,
  fieldColumn,
  movedColumn,
  otherColumns,
  placedColumn,
  standardColumns,
  toggledColumn,
} from './columns.ts'
import { text } from './text.ts'

export interface ColumnsDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly columns: readonly string[]
  readonly onChange: (columns: readonly string[]) => void
  /** Fields of the campaigns, labels by key. */
  readonly labels: ReadonlyMap<string, string>
  readonly onResetWidths: () => void
}

/** Which columns there are and in which order. Everything that dragging does, buttons do as well. */
export function ColumnsDialog({ opened, onClose, columns, onChange, labels, onResetWidths }: ColumnsDialogProps) {
  const [sought, setSought] = useState('')
  const [dragged, setDragged] = useState<string | null>(null)
  const offered = [...standardColumns, ...otherColumns, ...[...labels.keys()].map(fieldColumn)]
    .filter((name) => !columns.includes(name))
    .map((name) => columnView(name, labels))
    .filter((view) => `${view.label} ${view.name}`.toLowerCase().includes(sought.trim().toLowerCase()))
  return (
    <Modal opened={opened} onClose={onClose} title={text.columns} size="lg">
      <div className={classes.sides}>
        <section>
          <h3 className={classes.heading}>{text.shownColumns}</h3>
          <ol className={classes.list} aria-label={text.shownColumns}>
            {columns.map((name, place) => {
              const { label } = columnView(name, labels)
              return (
                <li
                  key={name}
                  className={classes.column}
                  draggable
                  data-dragged={name === dragged || undefined}
                  onDragStart={() => setDragged(name)}
                  onDragEnd={() => setDragged(null)}
                  onDragOver={(event) => {
                    if (dragged === null) return
                    event.preventDefault()
                    if (dragged !== name) onChange(placedColumn(columns, dragged, place))
                  }}
                >
                  <IconGripVertical size={14} aria-hidden="true" className={classes.grip} />
                  <span className={classes.label}>{label}</span>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={26}
                    aria-label={`Move ${label} left`}
                    disabled={place === 0}
                    onClick={() => onChange(movedColumn(columns, name, -1))}
                  >
                    <IconArrowUp size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={26}
                    aria-label={`Move ${label} right`}
                    disabled={place === columns.length - 1}
                    onClick={() => onChange(movedColumn(columns, name, 1))}
                  >
                    <IconArrowDown size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={26}
                    aria-label={`Hide ${label}`}
                    disabled={columns.length === 1}
                    onClick={() => onChange(toggledColumn(columns, name))}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </li>
              )
            })}
          </ol>
        </section>
        <section>
          <h3 className={classes.heading}>{text.otherColumns}</h3>
          <TextInput
            aria-label={text.findColumn}
            placeholder={text.findColumn}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
            mb={8}
          />
          <ul className={classes.list} aria-label={text.otherColumns}>
            {offered.map(({ name, label }) => (
              <li key={name}>
                <button
                  type="button"
                  className={classes.offer}
                  onClick={() => onChange(toggledColumn(columns, name))}
                  aria-label={`Show ${label}`}
                >
                  {label}
                  {name.startsWith('field.') ? <span className="mono faint"> {name.slice(6)}</span> : null}
                </button>
              </li>
            ))}
            {offered.length === 0 ? <li className="faint">{text.noOtherColumns}</li> : null}
          </ul>
        </section>
      </div>
      <Group justify="space-between" mt={14}>
        <Group gap={8}>
          <Button variant="default" onClick={() => onChange(standardColumns)}>
            {text.standardColumns}
          </Button>
          <Button variant="default" onClick={onResetWidths}>
            {text.resetWidths}
          </Button>
        </Group>
        <Button onClick={onClose}>{text.done}</Button>
      </Group>
    </Modal>
  )
}
