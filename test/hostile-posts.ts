import { matches } from './access-checks.ts';
import { type Answered, type Caller, encoded, type Fields } from './caller.ts';
import type { CastWorld } from './cast-world.ts';
import type { Vocabulary } from './hostile-checks.ts';
import type { HostileForm } from './hostile-form.ts';
import { type FormField, formsIn, type PageForm } from './html-forms.ts';
import { readHtml } from './html-reader.ts';

/** A form as it stands on its page, filled in so that it would be accepted. */
export interface Ready extends Omit<HostileForm, 'fields'> {
  readonly name: string;
  readonly caller: Caller;
  readonly action: string;
  readonly fields: readonly FormField[];
  readonly sent: Fields;
}

/** What came of a post: the answer, and the page it led to (where the answers are judged, if there is one). */
export interface Came {
  readonly answer: Answered;
  readonly next: Answered | undefined;
  /** The page with the form, as it came back. */
  readonly shown: Answered;
}

/** Opens the page of the form and fills in what it asks. */
export async function ready(world: CastWorld, vocabulary: Vocabulary, form: HostileForm): Promise<Ready> {
  const caller = world.caller(form.who, form.cookies);
  const { page } = form;
  const show = typeof page === 'string' ? () => caller.get(page) : page;
  const { result } = await world.database.trial(async () => show?.(caller));
  const html = readHtml(result?.body ?? '');
  vocabulary.learn(html);
  const forms = formsIn(html).filter(({ action, method }) => method === 'POST' && isIts(form, action));
  const action = form.action ?? forms[0]?.action;
  if (action === undefined) throw new Error(`${form.route}: no such form on ${page}: ${result?.status}`);
  const fields = [...new Map(forms.flatMap((each) => [...each.fields])).values()].filter(
    ({ name }) => name !== 'csrf' && (form.fields?.includes(name) ?? true),
  );
  const asked = fields.filter(({ sent }) => sent.length > 0).map(({ name, sent }) => [name, sent]);
  return {
    ...form,
    caller,
    action,
    fields,
    name: nameOf(form, action),
    sent: { csrf: caller.csrf, ...Object.fromEntries(asked), ...form.fill },
  };
}

/** Without the ids and tokens in it: the same at every run. */
function nameOf({ route, who, fill }: HostileForm, action: string): string {
  const place = action
    .split('/')
    .slice(3)
    .filter((part) => part.length < 30);
  const decision = fill?.['decision'];
  return [route, who, place.join('/'), decision].filter((part) => part !== undefined && part !== '').join(', ');
}

function isIts(form: HostileForm, action: string): boolean {
  return form.action === undefined ? matches(form.route.split(' ')[1] ?? '', action) : form.action === action;
}

/** Posts it and goes where it leads; nothing of it stays. */
export async function post(world: CastWorld, form: Ready, body: Fields | string): Promise<Came> {
  const { result } = await world.database.trial(async () => {
    const answer = await form.caller.postBody(form.action, typeof body === 'string' ? body : encoded(body));
    const next = answer.location === undefined ? undefined : await form.caller.after(answer);
    if (form.judgedOn === undefined || next === undefined) return { answer, next, shown: answer };
    const isThere = answer.location?.startsWith(form.judgedOn) ?? false;
    return { answer, next, shown: isThere ? next : await form.caller.get(form.judgedOn) };
  });
  return result;
}

/** Whether the field may hold several answers. */
export function isMany({ kind, choices, name }: FormField): boolean {
  const isStatement = choices.every((value) => value === 'true' || value === 'si');
  return (kind === 'checkbox' && !isStatement) || name === 'schools';
}

/** The form in the page that came back; two that go to the same place are one. */
export function formIn(form: Ready, { body }: Answered): PageForm | undefined {
  const found = formsIn(readHtml(body)).filter(({ action, method }) => method === 'POST' && action === form.action);
  const [first] = found;
  return first && { ...first, fields: new Map(found.flatMap(({ fields }) => [...fields])) };
}

/** The good form with one field put otherwise; `undefined` leaves it out. */
export function withField({ sent }: Ready, field: string, value: string | readonly string[] | undefined): Fields {
  const others = Object.entries(sent).filter(([name]) => name !== field);
  return Object.fromEntries(value === undefined ? others : [...others, [field, value]]);
}

/** The good form with bytes as they are in the place of one field. */
export function withRaw(form: Ready, field: string, raw: string): string {
  return `${encoded(withField(form, field, undefined))}&${encodeURIComponent(field)}=${raw}`;
}
