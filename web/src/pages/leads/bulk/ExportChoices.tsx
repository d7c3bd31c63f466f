import { MultiSelect, Radio, Select, Stack } from '@mantine/core'
import { furtherExportHeadings, standardExportHeadings } from '@switchyard/contract/jobs/exportHeadings.ts'
import { useQuery } from '@tanstack/react-query'
import { mappersQuery } from '../../../data/mappers.ts'
import { useCampaignFields } from '../useCampaignFields.ts'
import type { ChoicesProps } from './choicesProps.ts'
import { text } from './text.ts'

export function ExportChoices({ draft, facts, onChange }: ChoicesProps<'export'>) {
  const fields = useCampaignFields(facts.campaigns ?? undefined)
  const { data: mappers = [] } = useQuery(mappersQuery)
  const standard = [...standardExportHeadings, ...fields.keys()]
  return (
    <>
      <Radio.Group
        label={text.exportFormat}
        value={draft.format}
        onChange={(value) => onChange({ ...draft, format: value === 'xlsx' ? 'xlsx' : 'csv' })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="xlsx" label={text.exportXlsx} description={text.exportXlsxMeaning} />
          <Radio value="csv" label={text.exportCsv} description={text.exportCsvMeaning} />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={text.exportColumns}
        value={draft.columns === null ? 'standard' : 'chosen'}
        onChange={(value) => onChange({ ...draft, columns: value === 'standard' ? null : standard })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="standard" label={text.exportStandard} description={text.exportStandardMeaning} />
          <Radio value="chosen" label={text.exportChosen} />
        </Stack>
      </Radio.Group>
      {draft.columns === null ? null : (
        <MultiSelect
          label={text.exportWhich}
          description={text.exportWhichMeaning}
          searchable
          clearable
          hidePickedOptions
          data={[
            { group: text.exportPlatform, items: [...standardExportHeadings, ...furtherExportHeadings] },
            { group: text.exportFields, items: [...fields].map(([value, label]) => ({ value, label })) },
          ]}
          value={[...draft.columns]}
          onChange={(columns) => onChange({ ...draft, columns })}
        />
      )}
      {mappers.length === 0 ? null : (
        <Select
          label={text.exportMapper}
          description={text.exportMapperMeaning}
          placeholder={text.exportNoMapper}
          clearable
          data={[...mappers]}
          value={draft.mapper === '' ? null : draft.mapper}
          onChange={(mapper) => onChange({ ...draft, mapper: mapper ?? '' })}
        />
      )}
    </>
  )
}
