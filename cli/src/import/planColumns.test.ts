import { describe, expect, it } from 'vitest'
import { type ColumnWishes, type KnownField, planColumns } from './planColumns.ts'

const none: ColumnWishes = {
  map: [],
  supplierColumn: null,
  sourceColumn: null,
  externalIdColumn: null,
  consentEmailColumn: null,
  consentSmsColumn: null,
}
const known: readonly KnownField[] = [
  { key: 'email', label: 'Email address' },
  { key: 'vehicle_year', label: null },
]

function planned(
  header: readonly string[],
  wishes: Partial<ColumnWishes> = {},
  fields: readonly KnownField[] | null = known,
) {
  const planning = planColumns(header, fields, { ...none, ...wishes })
  if (planning.kind === 'refused') throw new Error(planning.problems.join(' | '))
  const { plan } = planning
  return { ...plan, fields: Object.fromEntries(plan.fields.map(({ column, field }) => [column, field])) }
}

describe('planColumns', () => {
  it('finds fields by key and by label, without case and punctuation', () => {
    expect(planned(['EMAIL ADDRESS', 'Vehicle Year']).fields).toEqual({
      'EMAIL ADDRESS': 'email',
      'Vehicle Year': 'vehicle_year',
    })
  })

  it('keeps what the campaign has no field for, and what --map leaves out it leaves out', () => {
    const plan = planned(['email', 'Lead Quality', 'Tags'], { map: ['Tags='] })
    expect(plan.fields).toEqual({ email: 'email', 'Lead Quality': 'lead_quality' })
    expect(plan.extra).toEqual(['lead_quality'])
  })

  it('does not make a field of a column that became something else', () => {
    const plan = planned(['email', 'Prospect ID', 'Lead Source'], {
      externalIdColumn: 'Prospect ID',
      supplierColumn: 'Lead Source',
    })
    expect(plan).toMatchObject({ fields: { email: 'email' }, externalId: 1, supplier: 2, extra: [] })
  })

  it('takes a column name with an equals sign', () => {
    expect(planned(['a=b', 'x'], { map: ['a=b=email'] }).fields).toEqual({ 'a=b': 'email', x: 'x' })
  })

  it('works without knowing the campaign', () => {
    expect(planned(['Vehicle Make'], {}, null).fields).toEqual({ 'Vehicle Make': 'vehicle_make' })
  })

  it('names every mistake at once', () => {
    const planning = planColumns(['email', 'E-mail', 'x', 'x'], known, {
      ...none,
      map: ['Nope=email', 'x=colour', 'broken'],
      supplierColumn: 'Source',
    })
    expect(planning.kind === 'refused' ? planning.problems : []).toEqual([
      'The column "x" appears more than once.',
      '--supplier-column "Source": the file has no such column. It has: email, E-mail, x, x.',
      '--map "Nope": the file has no such column. It has: email, E-mail, x, x.',
      '--map "broken" must look like "Column=field" (or "Column=" to leave it out).',
      '--map "x=colour": the campaign has no field "colour". It has: email, vehicle_year.',
      'Two columns would fill the field "email". Use --map to choose.',
    ])
  })
})
