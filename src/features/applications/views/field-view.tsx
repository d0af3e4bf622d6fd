import type { FieldProps } from '../../../ui/index.ts';
import {
  ActField,
  Checkbox,
  Checkboxes,
  DateField,
  MarkField,
  NumberField,
  Radios,
  SearchChoice,
  Select,
  TextArea,
  TextField,
} from '../../../ui/index.ts';
import type { FieldModel } from '../field-model.ts';
import { typedText, typedTexts } from '../posted.ts';
import { SchoolsField } from './schools-field.tsx';

interface FieldViewProps {
  readonly model: FieldModel;
  readonly error: string | undefined;
  readonly searchHref: string;
}

/** Up to so many choices are shown all at once, more in a list that opens. */
const RADIOS_MAX = 5;

/** One question of a definition, by its kind. */
export function FieldView(props: FieldViewProps) {
  const { field } = props.model;
  switch (field.kind) {
    case 'text':
    case 'textarea':
    case 'integer':
    case 'decimal':
      return <Written {...props} />;
    case 'date':
    case 'mark':
    case 'act':
      return <Composed {...props} />;
    case 'boolean':
    case 'declaration':
      return <Ticked {...props} />;
    case 'schools':
      return <SchoolsField {...props} />;
    case 'enum':
    case 'multi_enum':
    case 'school_year':
    case 'province':
      return <Chosen {...props} />;
    case 'file':
      return null;
    default:
      return <Searched {...props} />;
  }
}

function about({ model, error }: FieldViewProps): FieldProps {
  const { field, optional } = model;
  return { name: field.id, label: field.label, hint: field.hint, error, optional };
}

function Written(props: FieldViewProps) {
  const { field, typed } = props.model;
  const value = typedText(typed, field.id);
  if (field.kind === 'textarea') return <TextArea {...about(props)} value={value} />;
  if (field.kind === 'text') {
    return <TextField {...about(props)} value={value} autocomplete={field.autocomplete} />;
  }
  return <NumberField {...about(props)} value={value} decimals={field.kind === 'decimal'} />;
}

function Composed(props: FieldViewProps) {
  const { field, typed } = props.model;
  const part = (name: string) => typedText(typed, `${field.id}.${name}`);
  const date = [part('day'), part('month'), part('year')].map((each) => each.replaceAll('/', ' '));
  const written = date.some((each) => each !== '') ? date.join('/') : typedText(typed, field.id);
  if (field.kind === 'date') return <DateField {...about(props)} value={written} />;
  if (field.kind === 'mark') {
    const bases = field.bases.map(String);
    const mark = { value: part('value'), base: part('base') || (bases[0] ?? ''), honours: part('lode') !== '' };
    return <MarkField {...about(props)} value={mark} bases={bases} />;
  }
  return <ActField {...about(props)} value={{ authority: part('authority'), number: part('number'), date: written }} />;
}

function Ticked(props: FieldViewProps) {
  const { field, typed } = props.model;
  const value = typedText(typed, field.id);
  const ticked = value === 'si' || value === 'true';
  if (field.kind === 'declaration') {
    return <Checkbox {...about(props)} label={field.text} optional={false} value="si" checked={ticked} />;
  }
  // A question that must be answered is asked as one: a box left empty would answer "no" by itself.
  if (!field.required) return <Checkbox {...about(props)} optional={false} value="si" checked={ticked} />;
  return <Radios {...about(props)} inline choices={YES_NO} value={value} />;
}

const YES_NO = [
  { value: 'si', label: 'Sì' },
  { value: 'no', label: 'No' },
];

function Chosen(props: FieldViewProps) {
  const { field, typed, choices } = props.model;
  if (field.kind === 'multi_enum') {
    return <Checkboxes {...about(props)} choices={choices} values={typedTexts(typed, field.id)} />;
  }
  const value = typedText(typed, field.id);
  const hinted = choices.some((choice) => choice.hint !== undefined);
  const few = field.kind !== 'province' && choices.length <= RADIOS_MAX;
  if (few || (hinted && choices.length <= 2 * RADIOS_MAX)) {
    return <Radios {...about(props)} choices={choices} value={value} />;
  }
  return <Select {...about(props)} choices={choices} value={value} />;
}

function Searched(props: FieldViewProps) {
  const { field, chosen, found, typed } = props.model;
  const unread = chosen.length === 0 ? typedText(typed, field.id) : undefined;
  return (
    <SearchChoice
      {...about(props)}
      searchHref={props.searchHref}
      chosen={chosen[0]}
      query={found?.query ?? unread}
      results={found?.results}
      total={found?.total}
    />
  );
}
