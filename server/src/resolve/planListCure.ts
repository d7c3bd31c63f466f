// What a cure of a picklist writes: the list, its mappers, and the campaigns that are to take the value or not. Pure.

import { compilePicklist } from '@switchyard/core/lead/fields/picklist.ts'
import { lockedWords } from '@switchyard/core/lists/lockedProblems.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'
import type { Campaign, Field } from '@switchyard/core/setup/campaign.ts'
import type { Picklist } from '@switchyard/core/setup/lists.ts'
import type { Cure } from '@switchyard/contract/causes/cureRequest.ts'

import type { AccountSetup } from '../setup/compile.ts'
import type { ListTarget } from './cureTarget.ts'
import { campaignsUsing, fieldOf, mappersOf } from './listsOf.ts'
import type { SetupChange } from './setupChange.ts'

type Documents = Pick<AccountSetup, 'campaigns' | 'picklists' | 'mappers'>
type AddListValue = Extract<Cure, { kind: 'addListValue' }>
type AddSynonym = Extract<Cure, { kind: 'addSynonym' }>

export interface MapperCell {
  readonly key: string
  readonly code: string | null
  /** False: nobody has said yet what this mapper makes of the value. */
  readonly given: boolean
  readonly words: string
}

export interface ListPlan {
  readonly changes: readonly SetupChange[]
  readonly mappers: readonly MapperCell[]
  readonly campaigns: readonly string[]
  readonly warnings: readonly string[]
  readonly problems: readonly Problem[]
}

/** Texts are cut when a failure is kept: what was longer stands there as no spelling that anybody sends. */
const keptWhole = 200

const nothing: ListPlan = { changes: [], mappers: [], campaigns: [], warnings: [], problems: [] }

export function planListCure(setup: Documents, target: ListTarget, cure: AddListValue | AddSynonym): ListPlan {
  const list = setup.picklists.get(target.list)
  if (!list) return refused('cure.picklist', 'unknown', `There is no picklist ${target.list} any more`)
  return cure.kind === 'addSynonym' ? planSynonym(setup, target, list, cure) : planValue(setup, target, list, cure)
}

function planSynonym(setup: Documents, target: ListTarget, list: Picklist, { value, to }: AddSynonym): ListPlan {
  const meant = meaningIn(list, to)
  if (meant === null) return refused('cure.to', 'unknown_value', `'${to}' is not in list ${list.name}`)
  const today = meaningIn(list, value)
  if (today !== null && today !== meant) {
    return refused('cure.value', 'conflict', `'${value}' already means '${today}' in list ${list.name}`)
  }
  const { doc, added } = withSynonyms(list, meant, [value, ...spellingsOf(setup, target)])
  return {
    ...nothing,
    campaigns: othersUsing(setup, target),
    changes: added.length === 0 ? [] : [listChange(target.list, doc, `${quotedAll(added)} means '${meant}'`)],
  }
}

function planValue(setup: Documents, target: ListTarget, list: Picklist, cure: AddListValue): ListPlan {
  const known = meaningIn(list, cure.value)
  if (known === null && list.locked) return refused('cure.value', 'locked', lockedWords(list, cure.value))
  const value = known ?? cure.value
  const withValue = known === null ? { ...list, values: [...list.values, { value, synonyms: [] }] } : list
  const { doc, added } = withSynonyms(withValue, value, spellingsOf(setup, target))
  const words = [
    ...(known === null ? [`'${value}' is added`] : []),
    ...(added.length > 0 ? [`${quotedAll(added)} means '${value}'`] : []),
  ]
  const { cells, changes, problems } = known === null ? planCells(setup, target.list, cure) : noCells
  return {
    changes: [
      ...(words.length > 0 ? [listChange(target.list, doc, words.join(', '))] : []),
      ...changes,
      ...campaignChanges(setup, target, value, known === null && cure.campaignOnly),
    ],
    mappers: cells,
    campaigns: cure.campaignOnly || words.length === 0 ? [] : othersUsing(setup, target),
    warnings: cells.filter(({ given }) => !given).map(({ words: missing }) => missing),
    problems,
  }
}

const noCells = { cells: [], changes: [], problems: [] } as const

function planCells(
  setup: Documents,
  list: string,
  { value, mappers: given }: AddListValue,
): Pick<ListPlan, 'changes' | 'problems'> & { readonly cells: readonly MapperCell[] } {
  const keys = mappersOf(setup, list)
  const problems = Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => problem(`cure.mappers.${key}`, 'unknown', `Picklist ${list} has no mapper ${key}`))
  const changes: SetupChange[] = []
  const cells = keys.flatMap((key): MapperCell[] => {
    const doc = setup.mappers.get(key)
    if (!doc) return []
    const standing = Object.entries(doc.pairs).find(([from]) => from.toLowerCase() === value.toLowerCase())
    const code = given[key]
    if (code === undefined && standing) {
      return [{ key, code: standing[1], given: true, words: `Mapper ${key} makes '${standing[1]}' of it already` }]
    }
    if (code === undefined || code === null) {
      const words = `Mapper ${key} has no cell for '${value}': ${missingWords(doc.missing)}`
      return [{ key, code: null, given: code === null, words }]
    }
    const words = `'${value}' becomes '${code}'`
    const pairs = { ...withoutKey(doc.pairs, standing?.[0]), [value]: code }
    changes.push({ kind: 'mapper', key, doc: { ...doc, pairs }, words: `Mapper ${key}: ${words}` })
    return [{ key, code, given: true, words }]
  })
  return { cells, changes, problems }
}

function missingWords(missing: 'pass' | 'hold' | { readonly default: string }): string {
  if (missing === 'pass') return 'it goes out as it is'
  return missing === 'hold' ? 'deliveries will be held' : `it goes out as '${missing.default}'`
}

/** The cured campaigns take the value; with `only` the others that use the list go on refusing it. */
function campaignChanges(setup: Documents, { list, places }: ListTarget, value: string, only: boolean): SetupChange[] {
  const cured = new Set(places.map(({ campaign }) => campaign))
  return campaignsUsing(setup, list).flatMap((key): SetupChange[] => {
    const doc = setup.campaigns.get(key)?.doc
    if (!doc) return []
    const own = cured.has(key)
    if (!own && !only) return []
    const fields = doc.fields.map((field) =>
      field.picklist !== list
        ? field
        : own
          ? places.some((place) => place.campaign === key && place.field === field.key)
            ? taking(field, value)
            : field
          : refusing(field, value),
    )
    if (fields.every((field, index) => field === doc.fields[index])) return []
    const changed: Campaign = { ...doc, fields }
    const words = own ? `Campaign ${key} takes '${value}'` : `Campaign ${key} goes on refusing '${value}'`
    return [{ kind: 'campaign', key, doc: changed, words }]
  })
}

function taking(field: Field, value: string): Field {
  const isIt = (one: string | number) => String(one).toLowerCase() === value.toLowerCase()
  const lacks = field.allowed !== undefined && !field.allowed.some(isIt)
  if (!field.disallowed.some(isIt) && !lacks) return field
  return {
    ...field,
    disallowed: field.disallowed.filter((one) => !isIt(one)),
    ...(field.allowed && lacks ? { allowed: [...field.allowed, value] } : {}),
  }
}

/** A field that names what it takes refuses the value as it is. */
function refusing(field: Field, value: string): Field {
  return field.allowed === undefined ? { ...field, disallowed: [...field.disallowed, value] } : field
}

/** Of fields that take one value; what was sent for several at once is no spelling of one. */
function spellingsOf(setup: Documents, { places, spellings }: ListTarget): readonly string[] {
  const takesOne = places.every(({ campaign, field }) => fieldOf(setup, campaign, field)?.type === 'picklist')
  return takesOne ? spellings.filter((spelling) => spelling.length < keptWhole) : []
}

function withSynonyms(
  list: Picklist,
  value: string,
  spellings: readonly string[],
): { readonly doc: Picklist; readonly added: readonly string[] } {
  const added: string[] = []
  let doc = list
  for (const spelling of spellings.map((one) => one.trim())) {
    // Also one that the spelling before it has covered: lists compare without case, unless they are told to.
    if (spelling === '' || meaningIn(doc, spelling) !== null) continue
    added.push(spelling)
    doc = {
      ...doc,
      values: doc.values.map((one) => (one.value === value ? { ...one, synonyms: [...one.synonyms, spelling] } : one)),
    }
  }
  return { doc, added }
}

function meaningIn(list: Picklist, text: string): string | null {
  return compilePicklist(list, { disallowed: [] }).find(text)
}

function othersUsing(setup: Documents, { list, places }: ListTarget): string[] {
  return campaignsUsing(setup, list).filter((key) => places.every(({ campaign }) => campaign !== key))
}

function listChange(key: string, doc: Picklist, what: string): SetupChange {
  return { kind: 'picklist', key, doc, words: `List ${doc.name}: ${what}` }
}

function withoutKey(pairs: Readonly<Record<string, string>>, gone: string | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(pairs).filter(([key]) => key !== gone))
}

function quotedAll(texts: readonly string[]): string {
  return texts.map((text) => `'${text}'`).join(', ')
}

function refused(path: string, code: string, message: string): ListPlan {
  return { ...nothing, problems: [problem(path, code, message)] }
}

function problem(path: string, code: string, message: string): Problem {
  return { path, code, message }
}
