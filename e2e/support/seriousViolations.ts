import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What makes the page, as it is now, hard or impossible to use for somebody: axe's serious and critical findings as
 * "rule: element (why)". Findings that axe is not sure about are left out. `rules`: axe's ids, all when left out.
 */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) }
  await page.evaluate(`typeof axe === 'undefined' && ${axe}`)
  const results = await page.evaluate<Pick<AxeResults, 'violations'>>(`axe.run(document, ${JSON.stringify(options)})`)
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`))
}

/** What a narrow window can break in a page that is sound in a wide one, when both have the same elements. */
export const layoutRules = [
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
  'region',
  'meta-viewport',
]
