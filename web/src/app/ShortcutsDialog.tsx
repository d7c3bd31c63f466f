import { Kbd, Modal } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { shortcutsFor } from './shortcuts.ts'
import classes from './ShortcutsDialog.module.css'

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { pathname } = useLocation()
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="xl">
      <div className={classes.groups}>
        {shortcutsFor(pathname).map((group) => (
          <section key={group.title}>
            <h2 className={classes.title}>{group.title}</h2>
            <dl className={classes.keys}>
              {group.keys.map(([keys, meaning]) => (
                <div key={meaning}>
                  <dt>{meaning}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
