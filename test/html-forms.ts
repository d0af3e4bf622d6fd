import { type Element, type HtmlPage, textOf, within } from './html-reader.ts';

export type FieldKind = 'text' | 'secret' | 'hidden' | 'checkbox' | 'radio' | 'select' | 'textarea' | 'button' | 'file';

/** One control of a form, or the boxes that share a name. */
export interface FormField {
  readonly name: string;
  readonly kind: FieldKind;
  /** What the browser would send as it stands. */
  readonly sent: readonly string[];
  /** What can be chosen, where it is a choice. */
  readonly choices: readonly string[];
}

export interface PageForm {
  readonly action: string;
  readonly method: string;
  readonly multipart: boolean;
  readonly fields: ReadonlyMap<string, FormField>;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  hidden: 'hidden',
  password: 'secret',
  checkbox: 'checkbox',
  radio: 'radio',
  file: 'file',
  submit: 'button',
};

/** Every form of the page, as a browser would send it. */
export function formsIn(page: HtmlPage): PageForm[] {
  return page.all('form').map((form) => {
    const id = form.attributes.get('id');
    const outside = page.elements.filter(({ attributes }) => id !== undefined && attributes.get('form') === id);
    const fields = new Map<string, FormField>();
    for (const control of [...within(form), ...outside]) addControl(fields, control);
    return {
      action: form.attributes.get('action') ?? '',
      method: (form.attributes.get('method') ?? 'get').toUpperCase(),
      multipart: form.attributes.get('enctype') === 'multipart/form-data',
      fields,
    };
  });
}

function addControl(fields: Map<string, FormField>, control: Element): void {
  const name = control.attributes.get('name');
  if (name === undefined || !['input', 'select', 'textarea', 'button'].includes(control.name)) return;
  const kind = kindOf(control);
  const before = fields.get(name) ?? { name, kind, sent: [], choices: [] };
  const choices = [...before.choices, ...choicesOf(control, kind)];
  fields.set(name, { ...before, sent: [...before.sent, ...sentBy(control, kind)], choices });
}

function kindOf({ name, attributes }: Element): FieldKind {
  // Shown to the browser's store of passwords only.
  if (attributes.has('readonly')) return 'hidden';
  if (name === 'select' || name === 'textarea') return name;
  if (name === 'button') return 'button';
  return KINDS[attributes.get('type') ?? 'text'] ?? 'text';
}

function choicesOf(control: Element, kind: FieldKind): string[] {
  if (kind === 'checkbox' || kind === 'radio') return [control.attributes.get('value') ?? 'on'];
  return optionsOf(control).map((option) => option.attributes.get('value') ?? textOf(option));
}

function sentBy(control: Element, kind: FieldKind): string[] {
  const value = control.attributes.get('value') ?? '';
  if (kind === 'button' || kind === 'file' || control.attributes.has('disabled')) return [];
  if (kind === 'checkbox' || kind === 'radio') return control.attributes.has('checked') ? [value] : [];
  if (kind === 'textarea') return [textOf(control).replace(/^\r?\n/, '')];
  if (kind !== 'select') return [value];
  const options = optionsOf(control);
  const chosen = options.find(({ attributes }) => attributes.has('selected')) ?? options[0];
  return chosen === undefined ? [] : [chosen.attributes.get('value') ?? textOf(chosen)];
}

function optionsOf(control: Element): Element[] {
  return control.name === 'select' ? within(control).filter(({ name }) => name === 'option') : [];
}
