// The `map` filter: a lead's value -> what the buyer calls it.

import type { Mapper } from '../../setup/lists.ts'
import { renderFailure, RenderStop } from '../renderFailure.ts'
import { toText } from '../toText.ts'

export type CompiledMapper = (value: unknown) => unknown

/** Key of the mapper -> its function. */
export type CompiledMappers = ReadonlyMap<string, CompiledMapper>

/**
 * Makes the functions behind `map: 'key'`. A pair is found by the exact value first, then without case. Nothing stays
 * nothing; a list is mapped member by member.
 * @throws RenderStop (from the functions) with `mapper_hold` for a value without a pair, where the mapper says "hold".
 */
export function compileMappers(mappers: ReadonlyMap<string, Mapper>): CompiledMappers {
  return new Map([...mappers].map(([key, mapper]) => [key, compileMapper(key, mapper)]))
}

function compileMapper(key: string, mapper: Mapper): CompiledMapper {
  const exact = new Map(Object.entries(mapper.pairs))
  const withoutCase = new Map(Object.entries(mapper.pairs).map(([from, to]) => [from.toLowerCase(), to]))
  const one: CompiledMapper = (value) => {
    if (value === null || value === undefined || value === '') return value
    if (Array.isArray(value)) return value.map(one)
    const text = toText(value)
    const found = exact.get(text) ?? withoutCase.get(text.toLowerCase())
    if (found !== undefined) return found
    if (mapper.missing === 'pass') return value
    if (mapper.missing !== 'hold') return mapper.missing.default
    throw new RenderStop(renderFailure('mapper_hold', `'${text.slice(0, 200)}' has no pair in mapper ${key}`))
  }
  return one
}
