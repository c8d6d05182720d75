import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Ten steps Mantine asks for; what is drawn comes from tokens.css through mantine-bridge.css. */
const accent: MantineColorsTuple = [
  '#e3f4f3',
  '#c8e6e5',
  '#93cccb',
  '#5bb1b0',
  '#2f9a99',
  '#128b8b',
  '#007a7c',
  '#00696b',
  '#00565a',
  '#004447',
]

const sm = { size: 'sm' } as const

export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: 7,
  colors: { accent },
  fontFamily: 'var(--b-font)',
  fontFamilyMonospace: 'var(--b-mono)',
  defaultRadius: 4,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    TextInput: { defaultProps: sm },
    PasswordInput: { defaultProps: sm },
    Textarea: { defaultProps: sm },
    NumberInput: { defaultProps: sm },
    Select: { defaultProps: { ...sm, checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
    TagsInput: { defaultProps: sm },
    Button: { defaultProps: { ...sm, variant: 'filled' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 }, shadow: 'lg' } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
  },
})
