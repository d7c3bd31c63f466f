import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { formatCount } from '../../format/count.ts'
import classes from './LeadPage.module.css'
import { text } from './text.ts'
import type { LeadStepping } from './useLeadSteps.ts'

/** "3 of 4,213" with the way to the neighbours in the list that one came from. */
export function LeadSteps({ steps }: { steps: LeadStepping }) {
  if (steps.place === null) return null
  const { value, exact } = steps.total
  return (
    <span className={classes.steps}>
      {text.placeIn(formatCount(steps.place), `${formatCount(value)}${exact ? '' : '+'}`)}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={text.before}
        title="["
        disabled={!steps.hasBefore}
        onClick={steps.goBefore}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={text.after}
        title="]"
        disabled={!steps.hasAfter}
        onClick={steps.goAfter}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </span>
  )
}
