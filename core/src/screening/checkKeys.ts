import { systemNames } from '../delivery/scope.ts'
import type { Field } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import { invalid } from './problems.ts'

const longest = 100
// Names that JSON readers in other languages and our own templates give a meaning of their own.
const reserved = new Set(['__proto__', 'constructor', 'prototype', 'lead', 'raw', 'consent', 'token', ...systemNames])

/** Field keys: not empty, no "@" in front (pseudo-fields), none of the reserved names, each once; aliases may not clash. */
export function checkKeys(fields: readonly Field[]): Problem[] {
  const problems: Problem[] = []
  const names = new Map<string, string>()
  for (const [index, { key }] of fields.entries()) {
    const path = `fields[${index}].key`
    const wrong = wrongWithKey(key)
    if (wrong !== null) problems.push(invalid(path, wrong))
    const earlier = names.get(key)
    if (earlier !== undefined)
      problems.push({ path, code: 'duplicate', message: `The key '${key}' is used by ${earlier} already.` })
    else names.set(key, `fields[${index}]`)
  }
  for (const [index, { key, aliases }] of fields.entries()) {
    for (const [position, alias] of aliases.entries()) {
      const earlier = names.get(alias)
      const path = `fields[${index}].aliases[${position}]`
      if (alias === key) continue
      if (alias.trim() === '') problems.push(invalid(path, 'An alias must not be empty.'))
      else if (earlier !== undefined) {
        problems.push({ path, code: 'duplicate', message: `The name '${alias}' is used by ${earlier} already.` })
      } else names.set(alias, `fields[${index}]`)
    }
  }
  return problems
}

function wrongWithKey(key: string): string | null {
  if (key.trim() === '') return 'A field needs a key.'
  if (key.startsWith('@')) return `The key '${key}' begins with @, which is kept for pseudo-fields such as @supplier.`
  if (reserved.has(key)) return `The key '${key}' has a meaning of its own in templates; choose another.`
  if (key.length > longest) return `The key has ${key.length} characters; at most ${longest} are possible.`
  return null
}
