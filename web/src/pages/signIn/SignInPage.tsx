import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Logo } from '../../app/Logo.tsx'
import { ApiProblem } from '../../data/apiProblem.ts'
import { signIn } from '../../data/me.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import classes from './SignInPage.module.css'
import { text } from './text.ts'

export function SignInPage() {
  usePageTitle(text.title)
  const { next } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const queryClient = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: () => {
      // Whatever was read without a session, or in an earlier one, is not this person's.
      queryClient.clear()
      router.history.push(next ?? '/')
    },
  })
  return (
    <main className={classes.page}>
      <form
        className={classes.card}
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <Logo size={36} />
        <h1 className={classes.title}>{text.heading}</h1>
        {enter.error ? (
          <Alert color="red" variant="light" role="alert">
            {reason(enter.error)}
          </Alert>
        ) : null}
        <TextInput
          label={text.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          size="md"
          withAsterisk={false}
        />
        <PasswordInput
          label={text.password}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          size="md"
          withAsterisk={false}
        />
        <Button type="submit" size="md" loading={enter.isPending} fullWidth>
          {text.enter}
        </Button>
        <p className={classes.hint}>{text.hint}</p>
      </form>
    </main>
  )
}

function reason(error: Error): string {
  return error instanceof ApiProblem && error.status === 401 ? text.wrong : error.message
}
