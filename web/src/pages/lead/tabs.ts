export const tabs = ['timeline', 'data', 'decision', 'dispatches', 'money', 'consent', 'raw'] as const
export type Tab = (typeof tabs)[number]

export function isTab(text: string | undefined): text is Tab {
  return tabs.some((tab) => tab === text)
}
