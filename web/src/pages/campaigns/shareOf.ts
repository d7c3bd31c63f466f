/** "96 %"; "<1 %" and ">99 %" where rounding would say none or all; null of nothing. */
export function shareOf(part: number, whole: number): string | null {
  if (whole <= 0) return null
  const percent = Math.round((part / whole) * 100)
  if (percent === 0 && part > 0) return '<1 %'
  if (percent === 100 && part < whole) return '>99 %'
  return `${percent} %`
}
