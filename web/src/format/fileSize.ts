const units = ['B', 'KB', 'MB', 'GB'] as const

/** "512 B", "4.2 MB": a file's size as file managers tell it (1 KB is 1,024 bytes). */
export function fileSize(bytes: number): string {
  let amount = bytes
  let unit = 0
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024
    unit += 1
  }
  return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[unit] ?? ''}`
}
