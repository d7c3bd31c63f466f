// The cells that are marked, by their places among the rows and columns that are shown.

export interface Place {
  readonly row: number
  /** 0 is the lead's id, the fields follow. */
  readonly column: number
}

export interface Range {
  /** Where marking began. */
  readonly anchor: Place
  /** The active cell. */
  readonly head: Place
}

export interface Box {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export function boxOf({ anchor, head }: Range): Box {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  }
}

export function isOneCell({ anchor, head }: Range): boolean {
  return anchor.row === head.row && anchor.column === head.column
}

/** @param most the last place there is */
export function within(place: Place, most: Place): Place {
  return {
    row: Math.max(0, Math.min(place.row, most.row)),
    column: Math.max(0, Math.min(place.column, most.column)),
  }
}
