import { Button, createTheme, Modal, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#e6f4f5',
  '#cfe6e8',
  '#a3cfd4',
  '#72b6bd',
  '#4aa1aa',
  '#2c8d98',
  '#0b7a88',
  '#0b6570',
  '#0a525b',
  '#083f47',
]

/** What Mantine's dark scheme takes its greys from: text first, page last. */
const slate: MantineColorsTuple = [
  '#e7edef',
  '#b2bfc4',
  '#93a2a8',
  '#6b7b82',
  '#36434a',
  '#232d31',
  '#1a2226',
  '#13191c',
  '#0e1315',
  '#0a0f11',
]

const filledButton = {
  '--button-bg': 'var(--sy-solid)',
  '--button-hover': 'var(--sy-accent)',
  '--button-color': 'var(--sy-on-solid)',
}
const dangerButton = {
  '--button-bg': 'var(--sy-bad)',
  '--button-hover': 'var(--sy-bad)',
  '--button-color': 'var(--sy-surface)',
}

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  colors: { petrol, dark: slate },
  fontFamily:
    "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
  fontFamilyMonospace: 'var(--sy-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '15px' }, h3: { fontSize: '14px' } },
  },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      // The filled ones turn over with the scheme, which Mantine's own contrast rule does not know of.
      vars: (_theme, props) =>
        props.variant === undefined || props.variant === 'filled'
          ? { root: props.color === 'red' ? dangerButton : filledButton }
          : { root: {} },
    }),
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } } },
    Popover: { defaultProps: { shadow: 'md', radius: 8 } },
    Menu: { defaultProps: { shadow: 'md', radius: 8, withInitialFocusPlaceholder: false } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Modal: Modal.extend({ defaultProps: { radius: 10, centered: true, closeButtonProps: { 'aria-label': 'Close' } } }),
  },
})

/** Mantine's own surfaces read our tokens, so that there is one set of colours. */
const shared = {
  '--mantine-color-body': 'var(--sy-surface)',
  '--mantine-color-text': 'var(--sy-ink)',
  '--mantine-color-dimmed': 'var(--sy-ink-faint)',
  '--mantine-color-placeholder': 'var(--sy-ink-faint)',
  '--mantine-color-default': 'var(--sy-raised)',
  '--mantine-color-default-hover': 'var(--sy-hover)',
  '--mantine-color-default-color': 'var(--sy-ink)',
  '--mantine-color-default-border': 'var(--sy-line-strong)',
  '--mantine-color-error': 'var(--sy-bad)',
  '--mantine-color-anchor': 'var(--sy-accent)',
  '--mantine-primary-color-filled': 'var(--sy-solid)',
  '--mantine-primary-color-filled-hover': 'var(--sy-accent)',
  '--mantine-primary-color-contrast': 'var(--sy-on-solid)',
}

export const themeVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
