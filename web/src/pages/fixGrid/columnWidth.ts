import type { DraftField } from '../../data/drafts.ts'

export const idWidthPx = 112

/** By what stands in such a field. */
export function columnWidthPx({ type }: Pick<DraftField, 'type'>): number {
  switch (type) {
    case 'email':
    case 'url':
    case 'longText':
      return 230
    case 'boolean':
    case 'integer':
    case 'number':
    case 'money':
    case 'consent':
    case 'country':
    case 'postcode':
      return 124
    case 'date':
    case 'dateOfBirth':
      return 132
    default:
      return 168
  }
}
