import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { importQuery, uploadFile, type Import, type Upload } from '../../data/imports.ts'

export type Sending =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'uploaded'; readonly made: Import }

export interface ChosenFile {
  readonly id: string
  readonly file: File
  readonly sending: Sending
}

export interface Uploads {
  readonly files: readonly ChosenFile[]
  readonly waiting: number
  readonly busy: boolean
  readonly add: (files: readonly File[]) => void
  readonly remove: (id: string) => void
  /** Sends what waits, one after the other; a file that is refused does not stop the next one. */
  readonly start: (what: Omit<Upload, 'file'>) => Promise<void>
}

/** `onOnly`: told of the import when a single file was chosen and taken. */
export function useUploads(onOnly: (id: string) => void): Uploads {
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [busy, setBusy] = useState(false)
  const queryClient = useQueryClient()
  const only = useRef(onOnly)
  only.current = onOnly
  const tell = useCallback(
    (id: string, sending: Sending) =>
      setFiles((known) => known.map((one) => (one.id === id ? { ...one, sending } : one))),
    [],
  )
  const waiting = files.filter(({ sending }) => sending.kind === 'waiting')
  return {
    files,
    waiting: waiting.length,
    busy,
    add: (more) =>
      setFiles((known) => [
        ...known,
        ...more.map((file): ChosenFile => ({ id: crypto.randomUUID(), file, sending: { kind: 'waiting' } })),
      ]),
    remove: (id) => setFiles((known) => known.filter((one) => one.id !== id)),
    start: async (what) => {
      setBusy(true)
      for (const { id, file } of waiting) {
        try {
          tell(id, { kind: 'sending', share: 0 })
          const made = await uploadFile({ ...what, file }, (share) => tell(id, { kind: 'sending', share }))
          queryClient.setQueryData(importQuery(made.id).queryKey, made)
          void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] })
          tell(id, { kind: 'uploaded', made })
          if (files.length === 1) only.current(made.id)
        } catch (error) {
          tell(id, { kind: 'refused', error })
        }
      }
      setBusy(false)
    },
  }
}
