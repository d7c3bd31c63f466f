import { Button, Radio, Select } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportPurpose } from '../../data/imports.ts'
import { setupKeysQuery } from '../../data/setup.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import page from '../../ui/page.module.css'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { FileHelp } from '../campaigns/FileHelp.tsx'
import { DropZone } from './DropZone.tsx'
import { parseNewImportSearch } from './importSearch.ts'
import { purposes } from './importWords.ts'
import classes from './NewImportPage.module.css'
import { text } from './text.ts'
import { UploadList } from './UploadList.tsx'
import { useUploads } from './useUploads.ts'

const purposeNames = ['resolve', 'leads', 'returns', 'suppression'] as const satisfies readonly ImportPurpose[]

/** Which files, and what they are. */
export function NewImportPage() {
  usePageTitle(text.newTitle)
  const search = useSearch({ from: '/signedIn/imports/new' })
  const navigate = useNavigate()
  const mayOperate = useMayOperate()
  const [list, setList] = useState<string | null>(null)
  const [supplier, setSupplier] = useState<string | null>(null)
  const { data: campaigns = [] } = useQuery(setupKeysQuery('campaigns'))
  const { data: lists = [] } = useQuery(setupKeysQuery('suppression'))
  const { data: suppliers = [] } = useQuery(setupKeysQuery('suppliers'))
  const purpose = search.purpose ?? 'resolve'
  const isList = purpose === 'suppression'
  const campaign = isList ? null : (search.campaign ?? (campaigns.length === 1 ? campaigns[0] : undefined) ?? null)
  const uploads = useUploads((id) => void navigate({ to: '/imports/$id', params: { id }, search: { step: 'read' } }))
  const change = (next: Readonly<Record<string, unknown>>) =>
    void navigate({ to: '/imports/new', search: parseNewImportSearch({ ...search, ...next }), replace: true })
  const isNamed = isList ? list !== null : campaign !== null
  return (
    <div className={page.page}>
      <Link to="/imports" className={classes.back}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {text.back}
      </Link>
      <h1 className={page.title}>{text.newTitle}</h1>
      <p className={page.lead}>{text.newLead}</p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const options = isList ? { list } : purpose === 'leads' && supplier !== null ? { supplier } : {}
          void uploads.start({ campaign, purpose, options })
        }}
      >
        <Radio.Group label={text.whatFor} value={purpose} onChange={(value) => change({ purpose: value })}>
          <div className={classes.purposes}>
            {purposeNames.map((name) => (
              <Radio key={name} value={name} label={purposes[name].word} description={purposes[name].meaning} />
            ))}
          </div>
        </Radio.Group>
        <div className={classes.pair}>
          {isList ? (
            <Select
              label={text.list}
              placeholder={text.chooseList}
              searchable
              data={[...lists]}
              value={list}
              onChange={setList}
            />
          ) : (
            <Select
              label={text.campaign}
              placeholder={text.chooseCampaign}
              searchable
              data={[...campaigns]}
              value={campaign}
              onChange={(value) => change({ campaign: value ?? '' })}
            />
          )}
          {purpose === 'leads' ? (
            <Select
              label={text.supplier}
              placeholder={text.noSupplier}
              searchable
              clearable
              data={[...suppliers]}
              value={supplier}
              onChange={setSupplier}
            />
          ) : null}
        </div>
        <DropZone onFiles={uploads.add} disabled={!mayOperate} />
        <UploadList uploads={uploads} />
        <div>
          <Button
            type="submit"
            disabled={!mayOperate || !isNamed || uploads.waiting === 0}
            loading={uploads.busy}
            title={mayOperate ? undefined : text.mayNot}
          >
            {text.uploadGo(uploads.waiting)}
          </Button>
        </div>
      </form>
      {purpose === 'resolve' ? <FileHelp /> : null}
    </div>
  )
}
