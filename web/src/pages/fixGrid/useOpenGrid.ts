import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createDraft, type DraftRequest } from '../../data/drafts.ts'

// Not from the grid's own texts, which are read with the grid.
const openFailed = 'The grid could not be opened.'

export interface OpenGrid {
  readonly opening: boolean
  readonly open: (selection: DraftRequest['selection']) => void
}

/** Goes to the fix grid with the rejected ones of chosen leads; says why where that cannot be. */
export function useOpenGrid(): OpenGrid {
  const navigate = useNavigate()
  const { mutate, isPending } = useMutation({
    mutationFn: createDraft,
    onSuccess: ({ id }) => void navigate({ to: '/resolve/grid', search: { draft: id } }),
    onError: (error) => notifications.show({ color: 'red', title: openFailed, message: error.message }),
  })
  return { opening: isPending, open: (selection) => mutate({ selection }) }
}
