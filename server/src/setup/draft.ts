// The body of a PUT, made into a document that can be checked and stored.

import type { z } from 'zod'

import { assertNever } from '@switchyard/core/assert.ts'
import { parseWith } from '@switchyard/contract/issues.ts'
import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'
import { buyer, mapper, picklist, supplier, suppressionList } from '@switchyard/contract/setup/lists.ts'
import { campaign } from '@switchyard/contract/setup/campaign.ts'
import { delivery } from '@switchyard/contract/setup/delivery.ts'

import { invalid } from '../http/problem.ts'
import type { Draft } from './validate/document.ts'

/** Takes away what the server adds to documents; a document without a name is called by its key. */
export function draftOf(kind: SetupKind, key: string, body: unknown): Draft {
  const { id } = setupPlaces[kind]
  const given: Record<string, unknown> = { ...(body as object) }
  if (given[id] !== undefined && given[id] !== key) {
    const message = `The address says ${key}; leave "${id}" out of the body or give the same.`
    throw invalid([{ path: id, code: 'invalid_value', message }])
  }
  for (const name of [id, 'version', 'updatedAt', 'updatedBy']) delete given[name]
  if (given['name'] === '') given['name'] = key
  switch (kind) {
    case 'campaign':
      return { kind, doc: parsed(campaign, given) }
    case 'delivery':
      return { kind, doc: parsed(delivery, given) }
    case 'picklist':
      return { kind, doc: parsed(picklist, given) }
    case 'mapper':
      return { kind, doc: parsed(mapper, given) }
    case 'supplier':
      return { kind, doc: parsed(supplier, given) }
    case 'buyer':
      return { kind, doc: parsed(buyer, given) }
    case 'suppression':
      return { kind, doc: parsed(suppressionList, given) }
    default:
      return assertNever(kind)
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = parseWith(schema, value)
  if (!result.ok) throw invalid(result.problems)
  return result.value
}
