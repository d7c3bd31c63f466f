// Signing in and out with the keyboard and the eye, not with the API.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { eventually } from './support/eventually.ts'
import { admin, startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const pathOf = (page: Page) => new URL(page.url()).pathname

describe('the sign-in', () => {
  it('says in words that the password is wrong, keeps the address, and lets the right one in', async () => {
    const page = await stage.openSignedOut('/')
    await signIn(page, 'not my password')
    await eventually(() => page.getByRole('alert').textContent()).toBe('Email and password do not match.')
    expect(await page.getByLabel('Email').inputValue()).toBe(admin.email)
    expect(pathOf(page)).toBe('/sign-in')
    await signIn(page, admin.password)
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor()
    expect(pathOf(page)).toBe('/')
  })

  it('goes on to the page that was asked for, filters and all', async () => {
    const page = await stage.openSignedOut('/leads?sold=unsold&status=accepted')
    await signIn(page, admin.password)
    await page.getByText('Sold status').waitFor()
    expect(page.url()).toContain('/leads?')
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ sold: 'unsold', status: 'accepted' })
  })

  it('does not go on to another site', async () => {
    const page = await stage.openSignedOut('/sign-in?next=//example.com/leads')
    await signIn(page, admin.password)
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor()
    expect(new URL(page.url()).origin).toBe(stage.app.url)
  })

  it('ends the session on sign-out: Back shows nothing, and the old cookie opens nothing', async () => {
    const page = await stage.openSignedOut('/keys')
    await signIn(page, admin.password)
    await page.getByText('First admin key').waitFor()
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

    await page.getByRole('button', { name: 'Account of Admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Switchyard' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Sign in to Switchyard' }).waitFor()
    expect(await page.getByText('First admin key').count()).toBe(0)

    const stolen = await fetch(`${stage.app.url}/v1/me`, { headers: { cookie: `${cookie?.name}=${cookie?.value}` } })
    expect(stolen.status).toBe(401)
  })
})
