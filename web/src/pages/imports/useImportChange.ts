import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeImport, importQuery, isRun, type Import, type ImportChange } from '../../data/imports.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'

/** Changes how a file is read or what is done with it. `locked`: it was run, or the reader may not. */
export function useImportChange(of: Import) {
  const queryClient = useQueryClient()
  const mayOperate = useMayOperate()
  const change = useMutation({
    mutationFn: (wanted: ImportChange) => changeImport(of.id, wanted),
    onSuccess: (changed) => {
      queryClient.setQueryData(importQuery(of.id).queryKey, changed)
      void queryClient.invalidateQueries({ queryKey: ['imports', 'rows', of.id] })
    },
  })
  const options = (wanted: Readonly<Record<string, unknown>>) => change.mutate({ options: wanted })
  return { ...change, options, locked: !mayOperate || isRun(of) || of.jobId !== null }
}
