import type { Field, Typed } from '../../../engines/procedure/index.ts';
import { inEuros } from '../../../engines/procedure/index.ts';
import type { FieldProps, TextFieldProps } from '../../../ui/index.ts';
import {
  ActField,
  Checkbox,
  Checkboxes,
  DateField,
  MarkField,
  NumberField,
  PaymentField,
  PeriodField,
  PersonField,
  Radios,
  RankedChoices,
  SearchChoice,
  Select,
  TextArea,
  TextField,
} from '../../../ui/index.ts';
import type { FieldModel } from '../field-model.ts';
import { typedText, typedTexts } from '../posted.ts';
import { PreferencesField } from './preferences-field.tsx';
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
    case 'money':
    case 'fiscal_code':
    case 'email':
    case 'phone':
    case 'iban':
      return <Written {...props} />;
    case 'date':
    case 'mark':
    case 'act':
    case 'period':
    case 'person':
    case 'payment':
      return <Composed {...props} />;
    case 'boolean':
    case 'declaration':
      return <Ticked {...props} />;
    case 'schools':
      return <SchoolsField {...props} />;
    case 'preferences':
      return <PreferencesField {...props} />;
    case 'enum':
    case 'multi_enum':
    case 'school_year':
    case 'ranked_enum':
    case 'province':
    case 'region':
    case 'district':
      return <Chosen {...props} />;
    case 'file':
      return null;
    default:
      return <Searched {...props} />;
  }
}

function about({ model, error }: FieldViewProps): FieldProps {
  const { field, optional, from } = model;
  const proposed = from === undefined ? undefined : `${from}: controlla, e cambia se serve.`;
  const hint = [field.hint, proposed].filter((each) => each !== undefined).join(' ') || undefined;
  return { name: field.id, label: field.label, hint, error, optional };
}

function Written(props: FieldViewProps) {
  const { field, typed } = props.model;
  const value = typedText(typed, field.id);
  if (field.kind === 'textarea') return <TextArea {...about(props)} value={value} />;
  if (field.kind === 'text') {
    return <TextField {...about(props)} value={value} autocomplete={field.autocomplete} />;
  }
  const box = BOXES[field.kind];
  if (box !== undefined) return <TextField {...about(props)} {...box} value={value} />;
  return (
    <NumberField
      {...about(props)}
      value={value}
      decimals={field.kind !== 'integer'}
      suffix={field.kind === 'money' ? '€' : undefined}
    />
  );
}

/** The boxes of what is written in a known shape. */
const BOXES: { readonly [kind in Field['kind']]?: Partial<TextFieldProps> } = {
  fiscal_code: { capitals: true, width: 'medium', spellcheck: false },
  email: { inputmode: 'email', spellcheck: false },
  phone: { inputmode: 'tel', width: 'medium' },
  iban: { capitals: true, width: 'long', spellcheck: false },
};

function Composed(props: FieldViewProps) {
  const { field, typed } = props.model;
  const part = (name: string) => typedText(typed, `${field.id}.${name}`);
  const written = dateTyped(typed, field.id);
  if (field.kind === 'date') return <DateField {...about(props)} value={written} />;
  if (field.kind === 'mark') {
    const bases = field.bases.map(String);
    const mark = { value: part('value'), base: part('base') || (bases[0] ?? ''), honours: part('lode') !== '' };
    return <MarkField {...about(props)} value={mark} bases={bases} />;
  }
  if (field.kind === 'period') {
    return (
      <PeriodField
        {...about(props)}
        value={{ from: dateTyped(typed, `${field.id}.from`), to: dateTyped(typed, `${field.id}.to`) }}
      />
    );
  }
  if (field.kind === 'person') {
    const person = {
      surname: part('surname'),
      name: part('name'),
      fiscal_code: part('fiscal_code'),
      relation: part('relation'),
    };
    return <PersonField {...about(props)} relations={field.relations} value={person} />;
  }
  if (field.kind === 'payment') {
    const { due } = props.model;
    return (
      <PaymentField
        {...about(props)}
        amount={due === undefined ? undefined : inEuros(due)}
        reason={field.reason}
        value={{ notice: part('notice'), date: written }}
      />
    );
  }
  return <ActField {...about(props)} value={{ authority: part('authority'), number: part('number'), date: written }} />;
}

/** A day as its three boxes hold it, or as it was typed whole. */
function dateTyped(typed: Typed, id: string): string {
  const date = ['day', 'month', 'year'].map((part) => typedText(typed, `${id}.${part}`).replaceAll('/', ' '));
  return date.some((each) => each !== '') ? date.join('/') : typedText(typed, id);
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

/** Places are looked for by name in a list, however few they are. */
const PLACES: ReadonlySet<Field['kind']> = new Set(['province', 'region', 'district']);

function Chosen(props: FieldViewProps) {
  const { field, typed, choices } = props.model;
  if (field.kind === 'multi_enum') {
    return <Checkboxes {...about(props)} choices={choices} values={typedTexts(typed, field.id)} />;
  }
  if (field.kind === 'ranked_enum') {
    return <RankedChoices {...about(props)} choices={choices} values={typedTexts(typed, field.id)} max={field.max} />;
  }
  const value = typedText(typed, field.id);
  const hinted = choices.some((choice) => choice.hint !== undefined);
  const few = !PLACES.has(field.kind) && choices.length <= RADIOS_MAX;
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
