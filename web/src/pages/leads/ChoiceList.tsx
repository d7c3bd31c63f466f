import { Checkbox, Stack } from '@mantine/core'
import { formatCount } from '../../format/count.ts'
import classes from './Toolbar.module.css'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** Values to tick, each with how many leads of the search have it. */
export function ChoiceList(props: {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  counts: ReadonlyMap<string, number>
  focusFirst?: boolean
  onChange: (chosen: string[]) => void
}) {
  return (
    <Checkbox.Group value={[...props.chosen]} onChange={props.onChange} aria-label={props.label}>
      <Stack gap={10} py={6}>
        {props.choices.map(({ value, label }, index) => {
          const count = props.counts.get(value)
          return (
            <div key={value} className={classes.choice}>
              <Checkbox size="sm" value={value} label={label} autoFocus={props.focusFirst === true && index === 0} />
              {count === undefined ? null : (
                <span className={classes.choiceCount} aria-label={`${formatCount(count)} leads`}>
                  {formatCount(count)}
                </span>
              )}
            </div>
          )
        })}
      </Stack>
    </Checkbox.Group>
  )
}
