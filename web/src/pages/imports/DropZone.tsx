import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import classes from './DropZone.module.css'
import { text } from './text.ts'

/** Files by dropping them or, for the keyboard and for phones, by choosing them. */
export function DropZone({ onFiles, disabled }: { onFiles: (files: readonly File[]) => void; disabled: boolean }) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  return (
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!disabled)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!disabled) onFiles([...event.dataTransfer.files])
      }}
    >
      <IconFileUpload size={26} stroke={1.5} aria-hidden="true" />
      <span>
        {text.drop} <span className="soft">{text.or}</span>{' '}
        <Button size="compact-sm" variant="default" disabled={disabled} onClick={() => input.current?.click()}>
          {text.choose}
        </Button>
      </span>
      <span className={classes.kinds}>{text.kinds}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text.choose}
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          // The same file can be chosen again after it was mended.
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
