import type { Attribute } from '../../../engines/procedure/index.ts';
import { Checkbox, Checkboxes, NumberField, RankedChoices, Select } from '../../../ui/index.ts';

interface AttributeViewProps {
  readonly name: string;
  readonly attribute: Attribute;
  readonly value: unknown;
}

/** One question about one line of a list of preferences. */
export function AttributeView({ name, attribute, value }: AttributeViewProps) {
  const { label, hint, required } = attribute;
  const shared = { name, label, hint, optional: !required && attribute.kind !== 'boolean' };
  switch (attribute.kind) {
    case 'enum':
      return <Select {...shared} choices={attribute.options} value={typeof value === 'string' ? value : ''} />;
    case 'multi_enum':
      return <Checkboxes {...shared} choices={attribute.options} values={listOf(value)} />;
    case 'ranked_enum':
      return <RankedChoices {...shared} choices={attribute.options} values={listOf(value)} max={attribute.max} />;
    case 'integer':
      return <NumberField {...shared} value={typeof value === 'number' ? String(value) : ''} decimals={false} />;
    case 'boolean':
      return <Checkbox {...shared} value="true" checked={value === true} />;
  }
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
