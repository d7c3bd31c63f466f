// How the workbook of leads looks: our columns locked, the fields open, with the lists that their values come from.

import { guardFormula } from '@switchyard/core/csv/formulaGuard.ts'
import { mostComments } from '@switchyard/core/sheets/workbook/commentsXml.ts'
import type { PlannedColumn, WorkbookPlan } from '@switchyard/core/sheets/workbook/plan.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { platformHeadings } from './platformColumns.ts'

export interface PlanWish {
  readonly columns: readonly string[]
  /** Of the leads in the file. */
  readonly campaigns: readonly string[]
  /** Values go through a mapper: they are not those of the lists. */
  readonly isMapped: boolean
  readonly raw: boolean
}

export function workbookPlan(setup: AccountSetup, { columns, campaigns, isMapped, raw }: PlanWish): WorkbookPlan {
  const documents = campaigns.flatMap((reference) => setup.campaigns.get(reference)?.doc ?? [])
  const plannedField = (heading: string): PlannedColumn => {
    const fields = documents.flatMap((document) => document.fields.find(({ key }) => key === heading) ?? [])
    const values = isMapped ? null : sharedValues(setup, fields)
    const [field] = fields
    return {
      heading,
      kind: 'open',
      width: Math.min(40, Math.max(16, heading.length + 4)),
      about: field ? aboutField(setup, field) : null,
      values: values?.map((value) => (raw ? value : guardFormula(value))) ?? null,
    }
  }
  return {
    sheetName: 'Leads',
    columns: columns.map((heading) =>
      platformHeadings.includes(heading) ? ourColumn(heading) : plannedField(heading),
    ),
    notes,
  }
}

const widths: Readonly<Record<string, number>> = {
  'Received At': 26,
  'Updated At': 26,
  'Disposition Code': 34,
  'Custom Reason': 60,
  Revision: 10,
}

function ourColumn(heading: string): PlannedColumn {
  return { heading, kind: 'locked', width: widths[heading] ?? 16, about: aboutOurs(heading), values: null }
}

function aboutOurs(heading: string): string {
  if (heading === 'LeadID') return 'By this number the row finds its lead. A row without one is a new lead.'
  if (heading === 'Revision') return 'By this it is noticed when somebody else has changed the lead since the download.'
  if (heading === 'Custom Reason') return 'Why the lead was refused. The cells concerned are red.'
  return 'Written by Switchyard. A change here is ignored.'
}

function aboutField(setup: AccountSetup, { key, label, type, required, picklist }: Field): string {
  const list = picklist === undefined ? [] : [`list ${setup.picklists.get(picklist)?.name ?? picklist}`]
  return [label ?? key, type, ...list, ...(required ? ['required'] : [])].join(', ')
}

/** Of a field that takes one value out of a list; null where campaigns differ. */
function sharedValues(setup: AccountSetup, fields: readonly Field[]): readonly string[] | null {
  const lists = fields.map((field) => valuesOf(setup, field))
  const [first] = lists
  return first && lists.every((list) => list?.join('\n') === first.join('\n')) ? first : null
}

function valuesOf(setup: AccountSetup, { type, picklist, allowed }: Field): readonly string[] | null {
  if (type === 'picklistAny' || type === 'picklistAll') return null
  if (allowed && allowed.length > 0) return allowed.map(String)
  if (type !== 'picklist' || picklist === undefined) return null
  return setup.picklists.get(picklist)?.values.map(({ value }) => value) ?? null
}

const notes = [
  'How leads are mended in this file',
  `Red cells are what leads were refused for. The reason stands in the column Custom Reason, and in the comment of each of the first ${mostComments} red cells.`,
  'Change the cells of the fields, to the right of the grey columns. Cells with a list drop down its values; another value is warned of and taken.',
  'Grey columns are written by Switchyard. They are protected without a password; a change in them is ignored, and told at the upload.',
  'Upload the file again (xlsx or csv) on the page of the campaign, under Upload. Before anything happens you see what would: which leads change, which do not, and why.',
  'Leads that were refused are then checked again as the campaign is set up at that time, and go on their way with the same LeadID.',
  'A row that you leave as it is, and a row that you delete, changes nothing: that lead keeps its status. To delete rows in Excel, choose Review, Unprotect Sheet first.',
  'An empty cell means: as it was. It clears the value only when "blanks clear values" is ticked at the upload.',
  'A row without a LeadID is a new lead. Two rows with the same LeadID: the last one counts.',
  "An apostrophe in front of = + - @ keeps a spreadsheet from running the text as a formula. It is taken away again at the upload; a phone '+44… keeps its plus.",
  'This can be repeated as often as needed, also while another file is under way.',
]
