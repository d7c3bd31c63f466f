import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { jobLeadIds, type JobItemFilter } from '../../data/jobs.ts'
import { noSelection } from '../leads/selection.ts'
import { useSelection } from '../leads/useSelection.ts'
import { text } from './text.ts'

/** As many as a job takes by their ids. */
const mostLeads = 100_000

/** Chooses leads of a job in the list, such as those that failed, so that something else can be done with them. */
export function useSelectLeads(jobId: string) {
  const [, setSelection] = useSelection()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (filter: JobItemFilter) => jobLeadIds(jobId, filter, mostLeads),
    onSuccess: (ids) => {
      setSelection(ids.length === 0 ? noSelection : { kind: 'ids', ids })
      notifications.show({ message: text.selected(ids.length) })
      void navigate({ to: '/leads', search: { job: jobId } })
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  })
}
