import type { Form } from '../../platform/http/index.ts';
import type { Fault, TypedData } from './data-form.ts';
import type { TypedCode } from './personal-code-store.ts';

/** The fields of the data form in the order of the page. */
const FIELDS = [
  'street',
  'municipality',
  'postalCode',
  'mobile',
  'phone',
  'documentKind',
  'documentNumber',
  'documentIssuer',
  'documentIssued',
  'documentExpires',
  'privacy',
];

/** A code with the name of its attempt, which every page that asks for one carries. */
export function typedCode(form: Form, code: string): TypedCode {
  return { code, attempt: form.text('attempt') };
}

/** What was posted, as typed. */
export function typedIn(form: Form): TypedData {
  return {
    street: form.text('street'),
    municipality: form.text('municipality'),
    postalCode: form.text('postalCode'),
    mobile: form.text('mobile'),
    phone: form.text('phone'),
    documentKind: form.text('documentKind'),
    documentNumber: form.text('documentNumber'),
    documentIssuer: form.text('documentIssuer'),
    documentIssued: dateIn(form, 'documentIssued'),
    documentExpires: dateIn(form, 'documentExpires'),
    privacy: form.checked('privacy'),
  };
}

/** The three boxes as they were typed, day first: '' when all are empty. */
function dateIn(form: Form, name: string): string {
  const boxes = ['day', 'month', 'year'].map((part) =>
    form.text(`${name}.${part}`).trim().replaceAll('/', ' ').slice(0, 20),
  );
  return boxes.join('') === '' ? '' : boxes.join('/');
}

/** What is wrong with the sending and with the data: one fault for each field, in the order of the page. */
export function allFaults(form: Form, faults: readonly Fault[]): Fault[] {
  const dates = ['documentIssued', 'documentExpires'].flatMap((name) =>
    ['day', 'month', 'year'].map((part) => `${name}.${part}`),
  );
  const sent = [...form.faults, ...form.single(...FIELDS, ...dates)];
  const all = [...sent.map((fault) => ({ ...fault, field: fault.field.split('.')[0] ?? '' })), ...faults];
  return FIELDS.flatMap((field) => all.filter((fault) => fault.field === field).slice(0, 1));
}
