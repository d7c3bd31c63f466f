import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { undoJob } from '../../data/jobs.ts'

/** Takes a job back, and goes to the job that does it: what is restored and what is left alone is read there. */
export function useUndo(onDone: () => void) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: undoJob,
    onSuccess: (job) => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      onDone()
      void navigate({ to: '/jobs/$id', params: { id: job.id } })
    },
  })
}
