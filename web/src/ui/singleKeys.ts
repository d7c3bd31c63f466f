const key = 'switchyard-single-keys'

/** Shortcuts of a single letter or sign are on unless the reader has switched them off. */
export function singleKeysAreOn(): boolean {
  return localStorage.getItem(key) !== 'off'
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(key)
  else localStorage.setItem(key, 'off')
}
