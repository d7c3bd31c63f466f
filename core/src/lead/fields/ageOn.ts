/** Whole years between two days (YYYY-MM-DD), as people count age: born on 29 February, one turns on 1 March in other years. */
export function ageOn(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return today.slice(5) < born.slice(5) ? years - 1 : years
}
