import { Kbd, Modal } from '@mantine/core'
import classes from './ShortcutsDialog.module.css'

const groups = [
  {
    title: 'Everywhere',
    keys: [
      [['?'], 'Show this'],
      [['G', 'L'], 'Go to the leads'],
      [['G', 'K'], 'Go to the API keys'],
      [['G', ','], 'Go to settings'],
      [['Esc'], 'Close what is open'],
    ],
  },
  {
    title: 'Leads',
    keys: [
      [['/'], 'Search'],
      [['F'], 'Add a filter'],
      [['J'], 'Next lead'],
      [['K'], 'Previous lead'],
      [['Enter'], 'Open the lead'],
      [['Space'], 'Peek at the stored data'],
      [['.'], 'Show new leads'],
      [['D'], 'Change the density'],
    ],
  },
  {
    title: 'Lead',
    keys: [[['U'], 'Back to the list']],
  },
] as const

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <div className={classes.groups}>
        {groups.map((group) => (
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
