import { useSearch } from '@tanstack/react-router'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { DraftGrid } from './DraftGrid.tsx'
import { DraftList } from './DraftList.tsx'
import { OpenDraft } from './OpenDraft.tsx'
import { text } from './text.ts'

/** `/resolve/grid`: a draft, the leads of a cause, or one's own drafts. */
export function FixGridPage() {
  const { cause, draft } = useSearch({ from: '/signedIn/resolve/grid' })
  usePageTitle(draft === undefined ? text.draftsTitle : text.title)
  if (draft !== undefined) return <DraftGrid key={draft} id={draft} />
  return cause === undefined ? <DraftList /> : <OpenDraft key={cause} cause={cause} />
}
