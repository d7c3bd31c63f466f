import type { Field } from '../../setup/campaign.ts'
import type { Picklist } from '../../setup/lists.ts'
import { cleanLine } from '../../text/cleanText.ts'
import { compileSuggestions } from '../../text/suggest.ts'
import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'

/** A picklist made ready for one field of one campaign. */
export interface CompiledPicklist {
  readonly name: string
  /** The list's own value for a value, synonym or label as received, or null. */
  find(received: string): string | null
  /** Whether the campaign's field takes this value of the list. */
  allows(value: string): boolean
  /** Allowed values that may have been meant, nearest first. */
  suggest(received: string): readonly string[]
}

/** Prepares a list and the field's allowed and disallowed values. Values win over synonyms, synonyms over labels. */
export function compilePicklist(list: Picklist, field: Pick<Field, 'allowed' | 'disallowed'>): CompiledPicklist {
  const spell = (text: string): string => (list.caseSensitive ? cleanLine(text) : cleanLine(text).toLowerCase())
  const meanings = new Map<string, string>()
  const learn = (spelling: string | undefined, value: string): void => {
    if (spelling !== undefined && !meanings.has(spell(spelling))) meanings.set(spell(spelling), value)
  }
  for (const { value } of list.values) learn(value, value)
  for (const { value, synonyms } of list.values) for (const synonym of synonyms) learn(synonym, value)
  for (const { value, label } of list.values) learn(label, value)

  const allowed = field.allowed && new Set(field.allowed.map((value) => spell(String(value))))
  const disallowed = new Set(field.disallowed.map((value) => spell(String(value))))
  const allows = (value: string): boolean => !disallowed.has(spell(value)) && (!allowed || allowed.has(spell(value)))
  const spellings = new Map(
    list.values.map(({ value, label, synonyms }) => [value, label ? [label, ...synonyms] : synonyms]),
  )
  return {
    name: list.name,
    find: (received) => meanings.get(spell(received)) ?? null,
    allows,
    suggest: compileSuggestions(
      list.values.map(({ value }) => value).filter(allows),
      (value) => spellings.get(value) ?? [],
    ),
  }
}

/** One value of a list. */
export function parsePicklist(raw: unknown, list: CompiledPicklist): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const value = list.find(text.value)
  if (value === null) return unknown([text.value], list)
  return list.allows(value) ? taken(value) : notAllowed([value], list)
}

/**
 * Several values of a list, sent as a JSON list or as one text parted by ; | a line break or a comma. `all`: each must be in
 * the list and allowed. `any`: one is enough, and the others are left out.
 */
export function parsePicklistMany(
  raw: unknown,
  list: CompiledPicklist,
  demand: 'any' | 'all',
): Parsed<readonly string[]> {
  const received = severalTexts(raw, list)
  if (!received.ok) return received
  const found = received.value.map((text) => ({ text, value: list.find(text) }))
  const known = [...new Set(found.flatMap(({ value }) => (value === null ? [] : [value])))]
  const good = known.filter((value) => list.allows(value))
  if (demand === 'any' && good.length > 0) return taken(good)
  const strange = found.flatMap(({ text, value }) => (value === null ? [text] : []))
  if (strange.length > 0) return unknown(strange, list)
  return good.length < known.length
    ? notAllowed(
        known.filter((value) => !list.allows(value)),
        list,
      )
    : taken(good)
}

/** What of a text as received the list does not have; `isMany`: the field takes several values, so the text is taken apart. */
export function unknownTexts(text: string, list: CompiledPicklist, isMany: boolean): readonly string[] {
  if (!isMany) return list.find(text) === null ? [cleanLine(text)] : []
  const texts = severalTexts(text, list)
  return texts.ok ? texts.value.filter((one) => list.find(one) === null) : []
}

function severalTexts(raw: unknown, list: CompiledPicklist): Parsed<readonly string[]> {
  const parts: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  const texts: string[] = []
  for (const part of parts) {
    const text = oneText(part)
    if (!text.ok) return text
    // A value may hold a comma itself, so the text as a whole is tried first, and the rarer signs before the comma.
    const whole = list.find(text.value) !== null
    const sign = whole ? null : /[;|\n]/.test(text.value) ? /[;|\n]/ : /,/
    texts.push(...(sign === null ? [text.value] : text.value.split(sign)))
  }
  return taken(texts.map(cleanLine).filter((text) => text !== ''))
}

function unknown(values: readonly string[], list: CompiledPicklist): Parsed<never> {
  const verb = values.length === 1 ? 'is' : 'are'
  // A sender may put thousands of values into one list; three of them are enough to help a person.
  const suggestions = [...new Set(values.slice(0, 3).flatMap((value) => list.suggest(value)))].slice(0, 3)
  return refused('REJECT_LEAD_INVALID_LIST_VALUE', `${shown(values)} ${verb} not in list ${list.name}`, suggestions)
}

function notAllowed(values: readonly string[], list: CompiledPicklist): Parsed<never> {
  const verb = values.length === 1 ? 'is' : 'are'
  const why = `${shown(values)} ${verb} in list ${list.name}, but not allowed in this campaign`
  return refused('REJECT_LEAD_DISALLOWED_LIST_VALUE', why)
}

function shown(values: readonly string[]): string {
  const first = values.slice(0, 5).map((value) => quoted(value.trim()))
  return values.length > 5 ? `${first.join(', ')} and ${values.length - 5} more` : first.join(', ')
}
