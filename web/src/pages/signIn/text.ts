// What the sign-in page says.

export const text = {
  title: 'Sign in',
  heading: 'Sign in to Switchyard',
  email: 'Email',
  password: 'Password',
  enter: 'Sign in',
  wrong: 'Email and password do not match.',
  hint: 'The first account is printed in the terminal when Switchyard starts for the first time.',
} as const
