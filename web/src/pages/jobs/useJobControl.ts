import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { controlJob, type JobControl } from '../../data/jobs.ts'

/** Pauses, resumes, cancels or retries a job; what is refused is said. */
export function useJobControl(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (control: JobControl) => controlJob(id, control),
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  })
}
