import { Button, Popover } from '@mantine/core'
import { IconChevronLeft, IconFilter2Plus } from '@tabler/icons-react'
import { ChoiceEditor } from './ChoiceEditor.tsx'
import { DateEditor } from './DateEditor.tsx'
import { FieldEditor } from './FieldEditor.tsx'
import {
  choiceFilters,
  filterLabels,
  keyFilters,
  type ChoiceFilter,
  type FilterName,
  type KeyFilter,
} from './filters.ts'
import { KeysEditor } from './KeysEditor.tsx'
import { narrowed, withFilter, type LeadSearch } from './search.ts'
import { text } from './text.ts'
import classes from './Toolbar.module.css'

export type FilterEntry = FilterName | 'date' | 'field'

const entries: readonly FilterEntry[] = [
  'campaign',
  'date',
  'field',
  'country',
  'delivery',
  'supplier',
  'activity',
  'method',
  'sold',
  'deliveryStatus',
  'status',
  'code',
  'buyer',
  'source',
  'job',
  'cause',
  'test',
]

export interface FilterMenuProps {
  readonly search: LeadSearch
  /** Field keys to offer. */
  readonly fieldKeys: readonly string[]
  /** The editor that is open, `menu` for the choice among them. */
  readonly opened: FilterEntry | 'menu' | null
  readonly onOpen: (opened: FilterEntry | 'menu' | null) => void
  readonly onChange: (search: LeadSearch) => void
}

export function FilterMenu(props: FilterMenuProps) {
  return (
    <Popover
      opened={props.opened !== null}
      onChange={(opened) => props.onOpen(opened ? 'menu' : null)}
      position="bottom-start"
      width={280}
      trapFocus
      returnFocus
      // With a fade the menu could be opened again while the last editor is still on its way out.
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter2Plus size={16} aria-hidden="true" />}
          onClick={() => props.onOpen(props.opened === null ? 'menu' : null)}
        >
          {text.addFilter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label="Add a filter">
        <FilterMenuContent {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** First the kind of filter is chosen, then its values, in the same place. */
function FilterMenuContent({ search, fieldKeys, opened: entry, onOpen, onChange }: FilterMenuProps) {
  const apply = (next: LeadSearch) => {
    onOpen(null)
    onChange(next)
  }
  if (entry === null || entry === 'menu') {
    return (
      <ul className={classes.entries}>
        {entries.map((one) => (
          <li key={one}>
            <button type="button" className={classes.entry} onClick={() => onOpen(one)}>
              {labelOf(one)}
            </button>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <div className={classes.editor}>
      <button type="button" className={classes.editorBack} onClick={() => onOpen('menu')}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {labelOf(entry)}
      </button>
      <Editor
        key={entry}
        entry={entry}
        search={search}
        fieldKeys={fieldKeys}
        onValues={(name, values) => apply(withFilter(search, name, values))}
        onChange={(change) => apply(narrowed(search, change))}
      />
    </div>
  )
}

function Editor(props: {
  entry: FilterEntry
  search: LeadSearch
  fieldKeys: readonly string[]
  onValues: (name: FilterName, values: readonly string[]) => void
  onChange: (change: Partial<LeadSearch>) => void
}) {
  const { entry, search } = props
  if (entry === 'date') return <DateEditor date={search.date} onApply={(date) => props.onChange({ date })} />
  if (entry === 'field') {
    return (
      <FieldEditor
        fieldKeys={props.fieldKeys}
        onApply={(field) => props.onChange({ fields: [...search.fields, field] })}
      />
    )
  }
  const values = search.filters[entry] ?? []
  const apply = (next: readonly string[]) => props.onValues(entry, next)
  return isChoice(entry) ? (
    <ChoiceEditor name={entry} search={search} values={values} onApply={apply} />
  ) : isKey(entry) ? (
    <KeysEditor name={entry} search={search} values={values} onApply={apply} />
  ) : null
}

function labelOf(entry: FilterEntry): string {
  return entry === 'date' ? 'Date' : entry === 'field' ? 'Field' : filterLabels[entry]
}

function isChoice(name: FilterName): name is ChoiceFilter {
  return (choiceFilters as readonly string[]).includes(name)
}

function isKey(name: FilterName): name is KeyFilter {
  return (keyFilters as readonly string[]).includes(name)
}
