export interface GridSearch {
  /** Begin with the leads of this cause. */
  readonly cause?: string | undefined
  readonly draft?: string | undefined
}

export function parseGridSearch({ cause, draft }: Record<string, unknown>): GridSearch {
  return {
    ...(typeof cause === 'string' && cause !== '' ? { cause } : {}),
    ...(typeof draft === 'string' && /^\d{1,18}$/.test(draft) ? { draft } : {}),
  }
}
