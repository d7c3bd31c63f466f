import { scopeOf } from '../delivery/scope.ts'
import { RenderStop } from '../delivery/renderFailure.ts'
import { compileText } from '../delivery/template.ts'
import type { LeadFacts } from '../lead/facts.ts'
import type { Campaign, FieldType } from '../setup/campaign.ts'
import { cleanLine } from '../text/cleanText.ts'
import { clip } from '../text/clip.ts'

const longest = 200
const shownValues = 4
const notTelling = new Set<FieldType>(['hidden', 'consent', 'boolean', 'longText', 'ip', 'url'])

/** The record summary: the campaign's template, else the first values that tell one lead from another. One line of plain text. */
export function compileSummary(campaign: Pick<Campaign, 'summary' | 'fields'>): (facts: LeadFacts) => string {
  const keys = campaign.fields.filter(({ type }) => !notTelling.has(type)).map(({ key }) => key)
  const firstValues = (facts: LeadFacts): string => {
    const shown: string[] = []
    for (const key of keys) {
      const value = facts.values[key]
      if (value !== undefined) shown.push(typeof value === 'object' ? value.join(', ') : String(value))
      if (shown.length === shownValues) break
    }
    return clip(cleanLine(shown.join(' · ')), longest)
  }
  if (campaign.summary === undefined || campaign.summary.trim() === '') return firstValues
  const render = compileText(campaign.summary)
  return (facts) => {
    try {
      return clip(cleanLine(render(scopeOf(facts))), longest) || firstValues(facts)
    } catch (error) {
      // A summary is only for reading: a template that runs into its limits must not stop the lead.
      if (error instanceof RenderStop) return firstValues(facts)
      throw error
    }
  }
}
