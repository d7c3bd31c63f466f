import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useId, useState, type KeyboardEvent } from 'react'
import { listLeads } from '../../data/leads.ts'
import { setupKeysQuery } from '../../data/setup.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { viewsQuery } from '../../data/views.ts'
import type { BulkAction } from '../../pages/leads/bulk/draft.ts'
import { pastedList } from '../../pages/leads/pastedList.ts'
import { searchOfView } from '../../pages/leads/savedViews.ts'
import { formatSearch } from '../../pages/leads/search.ts'
import { selectedWords, selectionBody } from '../../pages/leads/selection.ts'
import { useSelection } from '../../pages/leads/useSelection.ts'
import { formatUrlSearch, parseUrlSearch } from '../urlSearch.ts'
import classes from './Palette.module.css'
import { paletteItems, type PaletteFacts, type PaletteItem } from './paletteItems.ts'

/** Read when it is first asked for. */
const BulkDialog = lazy(async () => ({ default: (await import('../../pages/leads/bulk/BulkDialog.tsx')).BulkDialog }))

const none: readonly string[] = []

/** Anything there is, by typing a piece of its name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [selection, setSelection] = useSelection()
  const [asked, setAsked] = useState<BulkAction | null>(null)
  const body = selectionBody(selection)
  if (asked !== null && body !== null) {
    return (
      <Suspense>
        <BulkDialog
          action={asked}
          channels="all"
          selection={selection}
          body={body}
          onSelection={setSelection}
          onClose={onClose}
        />
      </Suspense>
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': 'Go to' } }}
    >
      <PaletteBody onClose={onClose} onFunction={setAsked} />
    </Modal>
  )
}

interface PaletteBodyProps {
  readonly onClose: () => void
  readonly onFunction: (action: BulkAction) => void
}

function PaletteBody({ onClose, onFunction }: PaletteBodyProps) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const navigate = useNavigate()
  const items = paletteItems(typed, usePaletteFacts(typed))
  const chosen = items[Math.min(at, items.length - 1)]

  const go = ({ to }: PaletteItem) => {
    if (to.kind === 'function') return onFunction(to.action)
    onClose()
    if (to.kind === 'page') void navigate({ to: to.path })
    else if (to.kind === 'lead') void navigate({ to: '/leads/$id', params: { id: to.id } })
    else if (to.kind === 'campaign') void navigate({ to: '/campaigns/$ref', params: { ref: to.reference } })
    else void navigate({ to: '/leads', search: parseUrlSearch(to.query) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0) {
      event.preventDefault()
      setAt((Math.min(at, items.length - 1) + by + items.length) % items.length)
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      go(chosen)
    }
  }
  const type = (text: string) => {
    setTyped(text)
    setAt(0)
  }
  return (
    <>
      <input
        data-autofocus
        className={classes.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen ? `${id} ${chosen.id}` : undefined}
        aria-label="Go to"
        placeholder="Lead, page, view, campaign…"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onPaste={(event) => {
          const list = pastedList(event.clipboardData.getData('text'))
          if (list === null) return
          event.preventDefault()
          type(list)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={id} className={classes.items} role="listbox" aria-label="Results">
        {items.map((item, index) => (
          <li
            key={item.id}
            id={`${id} ${item.id}`}
            role="option"
            aria-selected={item === chosen}
            className={classes.item}
            ref={(element) => {
              if (item === chosen) element?.scrollIntoView({ block: 'nearest' })
            }}
            onPointerMove={() => setAt(index)}
            onClick={() => go(item)}
          >
            <span className={classes.group}>{item.group}</span>
            <span className={classes.label}>{item.label}</span>
            {item.hint ? <span className={classes.hint}>{item.hint}</span> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

function usePaletteFacts(typed: string): PaletteFacts {
  const [sought] = useDebouncedValue(typed.trim(), 120)
  const leads = useQuery({
    queryKey: ['palette', sought],
    queryFn: async ({ signal }) => (await listLeads({ q: sought }, { cursor: null, limit: 5 }, signal)).leads,
    enabled: sought.length > 1,
    staleTime: 5000,
  })
  const mayOperate = useMayOperate()
  const [selection] = useSelection()
  const views = useQuery(viewsQuery)
  const campaigns = useQuery(setupKeysQuery('campaigns'))
  const suppliers = useQuery(setupKeysQuery('suppliers'))
  const buyers = useQuery(setupKeysQuery('buyers'))
  const deliveries = useQuery(setupKeysQuery('deliveries'))
  return {
    leads: sought.length > 1 && sought === typed.trim() ? (leads.data ?? []) : [],
    views: (views.data ?? []).map((view) => ({
      key: view.key,
      name: view.name,
      query: formatUrlSearch(formatSearch(searchOfView(view))).slice(1),
    })),
    campaigns: campaigns.data ?? none,
    suppliers: suppliers.data ?? none,
    buyers: buyers.data ?? none,
    deliveries: deliveries.data ?? none,
    selected: mayOperate ? selectedWords(selection) : null,
  }
}
