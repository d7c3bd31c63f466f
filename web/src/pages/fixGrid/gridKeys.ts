// What a key means in the grid while no cell is being edited. Pure.

import { within, type Place, type Range } from './range.ts'

export type GridCommand =
  | { readonly kind: 'move'; readonly to: Place; readonly extend: boolean }
  | { readonly kind: 'edit'; readonly text: string | null; readonly list: boolean }
  | { readonly kind: 'problem'; readonly step: 1 | -1 }
  | { readonly kind: 'undo' | 'redo' | 'fillDown' | 'empty' | 'take' | 'applyToAll' | 'keep' | 'selectAll' | 'replace' }
  /** The key after this one may leave the grid. */
  | { readonly kind: 'leave' }

export interface GridKey {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

export interface GridPlaces {
  readonly range: Range
  /** The last row and column. */
  readonly most: Place
  readonly pageRows: number
}

/** Null: the key means nothing here, and the browser has it. */
export function gridCommand(pressed: GridKey, places: GridPlaces): GridCommand | null {
  const { key, ctrl, shift, alt } = pressed
  if (alt) return altCommand(key)
  if (ctrl) return ctrlCommand(key.toLowerCase(), shift, places)
  const { head } = places.range
  const move = (row: number, column: number, extend = shift): GridCommand => {
    return { kind: 'move', to: within({ row: head.row + row, column: head.column + column }, places.most), extend }
  }
  switch (key) {
    case 'ArrowUp':
      return move(-1, 0)
    case 'ArrowDown':
      return move(1, 0)
    case 'ArrowLeft':
      return move(0, -1)
    case 'ArrowRight':
      return move(0, 1)
    case 'PageUp':
      return move(-places.pageRows, 0)
    case 'PageDown':
      return move(places.pageRows, 0)
    case 'Home':
      return move(0, -head.column)
    case 'End':
      return move(0, places.most.column)
    case 'Tab':
      return tabbed(head, places.most, shift ? -1 : 1)
    case 'F2':
    case 'Enter':
      return { kind: 'edit', text: null, list: false }
    case 'Delete':
    case 'Backspace':
      return { kind: 'empty' }
    case 'F8':
      return { kind: 'problem', step: shift ? -1 : 1 }
    case 'Escape':
      return { kind: 'leave' }
  }
  if (key.length !== 1) return null
  // On the lead itself letters are commands, in its cells they are typed.
  if (head.column === 0) return key.toLowerCase() === 'k' ? { kind: 'keep' } : null
  return { kind: 'edit', text: key, list: false }
}

function altCommand(key: string): GridCommand | null {
  if (key === 'ArrowDown') return { kind: 'edit', text: null, list: true }
  return key === 'Enter' ? { kind: 'take' } : null
}

function ctrlCommand(key: string, shift: boolean, { range: { head }, most }: GridPlaces): GridCommand | null {
  const go = (to: Place): GridCommand => ({ kind: 'move', to, extend: shift })
  switch (key) {
    case 'z':
      return { kind: shift ? 'redo' : 'undo' }
    case 'y':
      return { kind: 'redo' }
    case 'd':
      return { kind: 'fillDown' }
    case 'a':
      return { kind: 'selectAll' }
    case 'h':
      return { kind: 'replace' }
    case 'enter':
      return { kind: 'applyToAll' }
    case 'home':
      return go({ row: 0, column: 0 })
    case 'end':
      return go(most)
    case 'arrowup':
      return go({ ...head, row: 0 })
    case 'arrowdown':
      return go({ ...head, row: most.row })
    case 'arrowleft':
      return go({ ...head, column: 0 })
    case 'arrowright':
      return go({ ...head, column: most.column })
    default:
      return null
  }
}

/** From the last cell on, and back from the first one, the key leaves the grid. */
function tabbed(head: Place, most: Place, step: 1 | -1): GridCommand | null {
  const width = most.column + 1
  const at = head.row * width + head.column + step
  if (at < 0 || at >= (most.row + 1) * width) return null
  return { kind: 'move', to: { row: Math.floor(at / width), column: at % width }, extend: false }
}
