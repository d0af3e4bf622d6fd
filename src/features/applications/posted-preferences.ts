import { type FieldOf, type Posted, preferenceText, readPreference } from '../../engines/procedure/index.ts';

type PreferencesField = FieldOf<'preferences'>;

/** One line as the page posts it: the mark of its boxes, and what is asked for (`school:TOIS01200X`). */
interface PostedLine {
  readonly mark: string;
  readonly text: string;
  /** The place typed beside it, from 1. */
  readonly place: number;
}

/**
 * The lines of a list of preferences after what the buttons and boxes of its page ask, in the words of the engine:
 * the places typed, one line up or down, the ticked ones moved together, one taken away or put back, one added.
 */
export function postedPreferences(field: PreferencesField, posted: Posted): readonly string[] {
  const { id } = field;
  const ordered = moved(pressed(placed(linesIn(field, posted)), id, posted), id, posted).map((line) => line.text);
  return added(field, returned(ordered, id, posted), posted);
}

/** The place, from 0, at which the line named by one of these buttons comes to stand. */
export function pressedPreference(
  field: PreferencesField,
  posted: Posted,
  buttons: readonly string[],
): number | undefined {
  const named = buttons.flatMap((button) => texts(posted, button));
  const lines = moved(pressed(placed(linesIn(field, posted)), field.id, posted), field.id, posted);
  const place = lines.findIndex((line) => named.includes(`${field.id}:${line.mark}`));
  return place < 0 ? undefined : place;
}

/** The line that "Togli" names, with the place it stood at. */
export function takenPreference(
  field: PreferencesField,
  posted: Posted,
): { readonly place: number; readonly text: string } | undefined {
  const lines = placed(linesIn(field, posted));
  const place = lines.findIndex((line) => texts(posted, 'togli').includes(`${field.id}:${line.mark}`));
  const line = lines[place];
  return line && { place, text: line.text };
}

function linesIn(field: PreferencesField, posted: Posted): readonly PostedLine[] {
  const { id } = field;
  const places = texts(posted, `${id}.place`);
  const opened = new Set(texts(posted, `${id}.open`));
  return texts(posted, `${id}.line`).map((each, index): PostedLine => {
    const [mark = '', ...rest] = each.split('|');
    const place = Number(places[index]);
    const written = rest.join('|');
    const text = opened.has(mark) ? withAttributes(field, `${id}.${mark}`, written, posted) : written;
    return { mark, text, place: Number.isInteger(place) && place >= 1 ? place : index + 1 };
  });
}

/** Each line whose place was typed anew goes there; the others keep their order around them. */
function placed(lines: readonly PostedLine[]): readonly PostedLine[] {
  const typed = lines.filter((line, index) => line.place !== index + 1);
  const rest = lines.filter((line) => !typed.includes(line));
  for (const line of [...typed].sort((one, other) => one.place - other.place)) rest.splice(line.place - 1, 0, line);
  return rest;
}

/** The buttons of one line: up, down, away; or its answers for all the lines. */
function pressed(lines: readonly PostedLine[], id: string, posted: Posted): readonly PostedLine[] {
  const button = (name: string) =>
    texts(posted, name)
      .find((each) => each.startsWith(`${id}:`))
      ?.slice(id.length + 1);
  const at = (mark: string | undefined) => lines.findIndex((line) => mark !== undefined && line.mark === mark);
  const [up, down, away] = [at(button('su')), at(button('giu')), at(button('togli'))];
  const model = lines[at(button('tutte'))];
  if (model !== undefined) {
    const way = model.text.slice((model.text.split(';')[0] ?? '').length);
    return lines.map((line) => ({ ...line, text: `${line.text.split(';')[0] ?? ''}${way}` }));
  }
  if (up > 0) return swapped(lines, up - 1, up);
  if (down >= 0 && down < lines.length - 1) return swapped(lines, down, down + 1);
  return away < 0 ? lines : lines.filter((_, index) => index !== away);
}

function swapped(lines: readonly PostedLine[], one: number, other: number): readonly PostedLine[] {
  return lines.map((line, index) => lines[index === one ? other : index === other ? one : index] ?? line);
}

/** The ticked lines, together and in their order, before the line that stands at the place asked for. */
function moved(lines: readonly PostedLine[], id: string, posted: Posted): readonly PostedLine[] {
  const asked = texts(posted, 'sposta').some((each) => each === id);
  const place = Number(texts(posted, `${id}.to`)[0]);
  const ticked = new Set(texts(posted, `${id}.pick`));
  if (!asked || ticked.size === 0 || !Number.isInteger(place) || place < 1) return lines;
  const rest = lines.filter((line) => !ticked.has(line.mark));
  const group = lines.filter((line) => ticked.has(line.mark));
  return [...rest.slice(0, place - 1), ...group, ...rest.slice(place - 1)];
}

/** `rimetti` carries the place and the line that was taken away. */
function returned(lines: readonly string[], id: string, posted: Posted): readonly string[] {
  const named = texts(posted, 'rimetti').map((each) => /^([a-z][a-z0-9_]*):(\d{1,4}):(.+)$/s.exec(each));
  const [, , place = '', text = ''] = named.find((match) => match?.[1] === id) ?? [];
  if (text === '' || lines.includes(text)) return lines;
  return [...lines.slice(0, Number(place)), text, ...lines.slice(Number(place))];
}

/** What the search found goes to the end, asked for in the same way as the last line; once only. */
function added(field: PreferencesField, lines: readonly string[], posted: Posted): readonly string[] {
  const chosen = texts(posted, `${field.id}.add`).filter((each) => each !== '');
  const last = readPreference(field, lines.at(-1) ?? '');
  const { target: _target, code: _code, ...way } = last ?? { target: 'option', code: '' };
  const fresh = chosen.flatMap((each) => {
    const read = readPreference(field, each);
    return read === undefined ? [each] : [preferenceText({ ...way, ...read })];
  });
  return [...lines, ...fresh.filter((each) => !lines.includes(each))];
}

/** The boxes of an open line in place of what it said before; what is left empty is taken away. */
function withAttributes(field: PreferencesField, name: string, line: string, posted: Posted): string {
  const head = line.split(';')[0] ?? '';
  const told = field.attributes.flatMap((attribute) => {
    const values = texts(posted, `${name}.${attribute.id}`).filter((each) => each !== '');
    return values.length === 0 ? [] : [`;${attribute.id}=${values.map(encodeURIComponent).join(',')}`];
  });
  const read = readPreference(field, `${head}${told.join('')}`);
  return read === undefined ? head : preferenceText(read);
}

function texts(posted: Posted, name: string): readonly string[] {
  const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
  return [value].flat().filter((each): each is string => typeof each === 'string');
}
