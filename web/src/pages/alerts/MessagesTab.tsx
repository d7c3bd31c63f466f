import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { messagesQuery } from '../../data/alerts.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import tables from '../../ui/tables.module.css'
import { Time } from '../../ui/Time.tsx'
import { messageState } from './messageState.ts'
import { text } from './text.ts'

export function MessagesTab() {
  const messages = useInfiniteQuery(messagesQuery)
  const rows = messages.data?.pages.flatMap((one) => one.messages) ?? []
  if (messages.error) {
    return <ProblemNotice what={text.messagesFailed} error={messages.error} onRetry={() => void messages.refetch()} />
  }
  if (messages.isPending) return <Skeleton h={200} />
  if (rows.length === 0) return <NothingHere title={text.noMessages} hint={text.noMessagesHint} />
  return (
    <>
      <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.tabs.messages}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Message</th>
              <th scope="col">To</th>
              <th scope="col">Made</th>
              <th scope="col">What came of it</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((message) => {
              const { word, tone, icon, meaning } = messageState(message)
              return (
                <tr key={message.id}>
                  <td>
                    <Pill tone={tone} icon={icon} title={meaning}>
                      {word}
                    </Pill>
                  </td>
                  <th scope="row">{message.subject}</th>
                  <td>
                    {message.to}
                    <span className={tables.key}>{message.channel}</span>
                  </td>
                  <td>
                    <Time at={message.createdAt} />
                  </td>
                  <td>
                    {message.reason ?? ''}
                    {message.state === 'waiting' && message.dueAt !== null && message.tries > 0 ? (
                      <span className={tables.key}>
                        tried {message.tries}×, again <Time at={message.dueAt} />
                      </span>
                    ) : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {messages.hasNextPage ? (
        <Button
          mt={12}
          variant="default"
          loading={messages.isFetchingNextPage}
          onClick={() => void messages.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  )
}
