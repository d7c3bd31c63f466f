import type { Page } from 'playwright-core'

/**
 * Collects what a page complains about: scripts that threw, refusals of the content security policy, React's own warnings.
 * An answer that is no 2xx is not a fault: the tests ask for some of them.
 */
export function collectFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`))
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) faults.push(`console: ${text}`)
  })
}
