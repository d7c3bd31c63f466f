// What a patch makes of one row of a draft, when several tabs may change it at once.

/** Where a row's being kept stands among its cells; no field has an empty key. */
export const keptCell = ''

export interface DraftCells {
  /** By field key; null: emptied. A field that is not named has the lead's own value. */
  readonly changes: Readonly<Record<string, string | null>>
  /** The version of the draft in which a cell was changed last, also when it was changed back. */
  readonly touched: Readonly<Record<string, number>>
  readonly kept: boolean
}

export interface CellsPatch {
  readonly set: Readonly<Record<string, string | null>>
  readonly revert: readonly string[]
  readonly kept?: boolean | undefined
}

export interface Merged {
  readonly cells: DraftCells
  readonly changed: boolean
  /** Field keys, `keptCell` for the row being kept: changed by somebody else since `seen`, and to something else. */
  readonly conflicts: readonly string[]
}

/**
 * Each cell stands for itself. A cell that already has the wanted value is no conflict, so that the same patch may come twice.
 * @param seen the version that the sender of the patch had seen
 * @param version the one that the draft gets with this patch
 */
export function mergePatch(row: DraftCells, patch: CellsPatch, seen: number, version: number): Merged {
  const changes = new Map(Object.entries(row.changes))
  const touched = new Map(Object.entries(row.touched))
  const conflicts: string[] = []
  let { kept } = row
  let changed = false

  function put(cell: string, isThere: boolean, write: () => void): void {
    if (isThere) return
    if ((touched.get(cell) ?? 0) > seen) {
      conflicts.push(cell)
      return
    }
    write()
    touched.set(cell, version)
    changed = true
  }

  for (const [field, value] of Object.entries(patch.set)) {
    put(field, changes.has(field) && changes.get(field) === value, () => changes.set(field, value))
  }
  for (const field of patch.revert) put(field, !changes.has(field), () => changes.delete(field))
  const wanted = patch.kept
  if (wanted !== undefined) {
    put(keptCell, kept === wanted, () => {
      kept = wanted
    })
  }
  return {
    cells: { changes: Object.fromEntries(changes), touched: Object.fromEntries(touched), kept },
    changed,
    conflicts,
  }
}
