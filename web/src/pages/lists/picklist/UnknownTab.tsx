import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { unknownValuesQuery, type Picklist, type UnknownValue } from '../../../data/lists.ts'
import { NothingHere } from '../../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import classes from '../ListPage.module.css'
import { AddValueDialog } from './AddValueDialog.tsx'
import { MapValueDialog } from './MapValueDialog.tsx'
import { text } from './text.ts'
import { UnknownTable } from './UnknownTable.tsx'

export interface Chosen {
  readonly what: 'add' | 'map'
  readonly value: UnknownValue
  /** What it is mapped to, where that is said already. */
  readonly to?: string | undefined
}

/** What came that the list does not have, and what it may have meant. */
export function UnknownTab({ list, isDirty }: { list: Picklist; isDirty: boolean }) {
  const unknown = useQuery(unknownValuesQuery(list.key))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { data } = unknown
  const close = () => setChosen(null)
  return (
    <>
      <p className={classes.note}>
        {text.unknownLead(data?.days ?? 30)} {data?.complete === false ? text.incomplete : null}
      </p>
      {data ? (
        data.values.length === 0 ? (
          <NothingHere title={text.unknownNone} hint={text.unknownNoneHint(data.days)} />
        ) : (
          <>
            <UnknownTable values={data.values} list={list} isDirty={isDirty} onChoose={setChosen} />
            {data.total > data.values.length ? (
              <p className={classes.note}>{text.beyond(data.values.length, data.total)}</p>
            ) : null}
          </>
        )
      ) : unknown.error ? (
        <ProblemNotice what={text.unknownFailed} error={unknown.error} onRetry={() => void unknown.refetch()} />
      ) : (
        <Skeleton h={180} />
      )}
      {chosen?.what === 'add' ? <AddValueDialog list={list} unknown={chosen.value} onClose={close} /> : null}
      {chosen?.what === 'map' ? (
        <MapValueDialog list={list} unknown={chosen.value} to={chosen.to ?? null} onClose={close} />
      ) : null}
    </>
  )
}
