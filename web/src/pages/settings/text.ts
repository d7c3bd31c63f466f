// What the settings page says.

export const text = {
  title: 'Settings',
  times: 'Times',
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
