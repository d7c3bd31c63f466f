import type { Campaign } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import type { CampaignWorld } from './checkWorld.ts'
import { invalid, unknownName } from './problems.ts'

/**
 * Caps of a campaign that count one value of a field: the field is a picklist of one value, and the value stands in its list
 * as it is written, because leads are counted by the value that they are stored with.
 */
export function checkCaps({ caps, fields }: Campaign, { picklists }: CampaignWorld): Problem[] {
  return caps.flatMap(({ field: key, value }, index) => {
    if (key === undefined) return []
    const path = `caps[${index}]`
    const field = fields.find((one) => one.key === key)
    if (!field) {
      return [
        unknownName(
          `${path}.field`,
          'field',
          key,
          fields.map((one) => one.key),
        ),
      ]
    }
    if (field.type !== 'picklist') {
      return [
        invalid(`${path}.field`, `Only a picklist field can be counted by value; ${key} is of type ${field.type}.`),
      ]
    }
    const list = picklists.get(field.picklist ?? '')
    const values = list?.values.map((one) => one.value) ?? []
    return list && value !== undefined && !values.includes(value)
      ? [unknownName(`${path}.value`, `value in list ${list.name}`, value, values)]
      : []
  })
}
