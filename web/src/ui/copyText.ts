import { notifications } from '@mantine/notifications'

const refused = 'The browser did not allow copying.'

/** Puts the words on the clipboard and says so. Browsers have none for pages that came without encryption. */
export function copyText(words: string, said: string): void {
  const sayRefused = () => notifications.show({ color: 'red', message: refused })
  const { clipboard }: { clipboard?: Clipboard } = navigator
  if (!clipboard) {
    sayRefused()
    return
  }
  clipboard.writeText(words).then(() => notifications.show({ message: said }), sayRefused)
}
