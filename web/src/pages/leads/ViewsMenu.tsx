import { Menu } from '@mantine/core'
import { IconBookmark, IconChevronDown, IconDeviceFloppy, IconRotate, IconTrash, IconUsers } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { notifications } from '@mantine/notifications'
import { removeView, saveView, viewsQuery, type SavedView } from '../../data/views.ts'
import classes from './ViewsMenu.module.css'
import { draftOf, isEdited, searchOfView } from './savedViews.ts'
import { emptySearch, type LeadSearch } from './search.ts'
import { text } from './text.ts'
import type { Density } from './useDensity.ts'
import { ViewCount } from './ViewCount.tsx'

export interface ViewsMenuProps {
  readonly search: LeadSearch
  readonly columns: readonly string[]
  readonly density: Density
  readonly opened: boolean
  readonly onOpen: (opened: boolean) => void
  readonly onShow: (search: LeadSearch, density: Density | null) => void
  readonly onSaveAs: () => void
}

/** The page's title: which view it shows, and the others. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { search, columns, density } = props
  const queryClient = useQueryClient()
  const { data: views = [] } = useQuery(viewsQuery)
  const shown = views.find((view) => view.key === search.view)
  const edited = shown !== undefined && isEdited(shown, { search, columns, density })
  const changed = () => void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const failed = (error: Error) => notifications.show({ color: 'red', message: error.message })
  const save = useMutation({
    mutationFn: (view: SavedView) => saveView(view.key, draftOf({ search, columns, density }, view)),
    onSuccess: changed,
    onError: failed,
  })
  const remove = useMutation({
    mutationFn: (view: SavedView) => removeView(view.key),
    onSuccess: () => {
      changed()
      props.onShow({ ...search, view: null }, null)
    },
    onError: failed,
  })
  const open = (view: SavedView) => props.onShow(searchOfView(view), view.density)

  return (
    <Menu opened={props.opened} onChange={props.onOpen} position="bottom-start" width={320} returnFocus>
      <h1 className={classes.title}>{shown?.name ?? text.title}</h1>
      <Menu.Target>
        <button type="button" className={classes.button} aria-label={text.views} title={text.views}>
          <IconBookmark size={15} aria-hidden="true" />
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      {edited ? (
        <span className={classes.edited} data-testid="edited">
          {text.edited}
        </span>
      ) : null}
      <Menu.Dropdown>
        <Menu.Item onClick={() => props.onShow(emptySearch, null)}>{text.allLeads}</Menu.Item>
        {views.length === 0 ? null : <Menu.Divider />}
        {views.map((view) => (
          <Menu.Item
            key={view.key}
            aria-current={view.key === search.view || undefined}
            leftSection={view.shared ? <IconUsers size={15} /> : <IconBookmark size={15} />}
            rightSection={<ViewCount view={view} />}
            onClick={() => open(view)}
          >
            {view.name}
            {view.shared && !view.mine && view.owner ? <span className={classes.owner}>{view.owner}</span> : null}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {shown && edited ? (
          <>
            {shown.mine ? (
              <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => save.mutate(shown)}>
                {text.saveView(shown.name)}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<IconRotate size={15} />} onClick={() => open(shown)}>
              {text.resetView}
            </Menu.Item>
          </>
        ) : null}
        <Menu.Item leftSection={<IconDeviceFloppy size={15} />} rightSection={<kbd>⇧V</kbd>} onClick={props.onSaveAs}>
          {text.saveAs}
        </Menu.Item>
        {shown?.mine ? (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => remove.mutate(shown)}>
            {text.deleteView(shown.name)}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
