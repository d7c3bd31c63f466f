import { expect, test } from 'vitest'

import { furtherExportHeadings, standardExportHeadings } from '@switchyard/contract/jobs/exportHeadings.ts'

import { platformHeadings, standardHeadings } from './platformColumns.ts'

test('The headings that screens offer are those that files have, in the same order', () => {
  expect(standardHeadings).toEqual([...standardExportHeadings])
  expect(platformHeadings).toEqual([...standardExportHeadings, ...furtherExportHeadings])
})
