// What the settings page says.

export const text = {
  title: 'Settings',
  times: 'Times',
  shortcuts: 'Keyboard shortcuts',
  singleKeys: 'Single keys',
  singleKeysHint: 'Off: only shortcuts with Ctrl or ⌘ are left. For speech input and hands that slip.',
  zone: 'Time zone',
  zoneHint: 'All times are shown in this zone, with its name beside them. Type a city to find it.',
  noZone: 'No zone has this name',
  now: 'It is now',
  appearance: 'Appearance',
  theme: 'Theme',
  account: 'Account',
  saved: 'Saved',
  notSaved: 'Not saved.',
} as const
