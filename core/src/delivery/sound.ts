/** The compiled thing, or an error with the problem's words. For documents that were checked before they were stored. */
export function sound<T extends object>(parsed: T | { readonly problem: string }): T {
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed
}
