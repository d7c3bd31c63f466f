// The contract cannot import the core, so some sets of words stand twice. Here they are held together.

import { expect, test } from 'vitest'

import { dispositionCodes } from '@switchyard/core/lead/disposition.ts'
import * as core from '@switchyard/core/lead/states.ts'
import { fieldTypes } from '@switchyard/core/setup/campaign.ts'
import { ruleOps } from '@switchyard/core/rules/rule.ts'
import * as contract from '@switchyard/contract/leads/words.ts'
import { fieldTypes as shownFieldTypes } from '@switchyard/contract/setup/field.ts'
import { ops as shownOps } from '@switchyard/contract/setup/rule.ts'

test.each([
  ['lead statuses', core.leadStatuses, contract.leadStatuses],
  ['sold states', core.soldStates, contract.soldStates],
  ['delivery statuses', core.deliveryStatuses, contract.deliveryStatuses],
  ['dispatch states', core.dispatchStates, contract.dispatchStates],
  ['attempt outcomes', core.attemptOutcomes, contract.attemptOutcomes],
  ['consent states', core.consentStates, contract.consentStates],
  ['methods', core.methods, contract.methods],
  ['disposition codes', dispositionCodes, contract.dispositionCodes],
  ['field types', fieldTypes, shownFieldTypes],
  ['operators', ruleOps, shownOps],
])('%s are the same in the contract and the core', (_, ours, shown) => {
  expect(shown).toEqual(ours)
})
