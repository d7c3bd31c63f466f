import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { schemes } from './schemes.ts'

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const

export function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Current = icons[colorScheme]
  return (
    <Menu position="bottom-end" width={170}>
      <Menu.Target>
        <ActionIcon size={32} variant="subtle" color="gray" aria-label="Theme">
          <Current size={17} stroke={1.75} color="var(--sy-ink-soft)" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, label }) => {
          const Icon = icons[value]
          return (
            <Menu.Item
              key={value}
              leftSection={<Icon size={15} />}
              rightSection={value === colorScheme ? '✓' : undefined}
              onClick={() => setColorScheme(value)}
            >
              {label}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
