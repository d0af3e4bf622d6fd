/** One line of content: its name, its parameters, its value as written. */
interface ContentLine {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface Component {
  readonly name: string;
  readonly lines: readonly ContentLine[];
  readonly inside: readonly Component[];
}

/**
 * A strict reader of iCalendar (RFC 5545): throws on a bare LF, on a line over 75 octets, on a broken letter, on a
 * component that is not closed, on a control character, on a property without name or value.
 */
export function readCalendar(bytes: Buffer): Component {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line end in ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`${Buffer.byteLength(line)} octets: ${line}`);
    if (/\p{Cc}/u.test(line.replaceAll('\t', ''))) throw new Error(`a control character in ${JSON.stringify(line)}`);
    if (line === '') throw new Error('an empty line');
  }
  const lines = physical
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(contentLine);
  const [component, rest] = componentFrom(lines);
  if (rest.length > 0) throw new Error(`${rest.length} lines after the end`);
  return component;
}

/** The one property of this name; throws when there is none or more. */
export function property({ lines, name }: Component, wanted: string): string {
  const found = lines.filter((line) => line.name === wanted);
  if (found.length !== 1) throw new Error(`${found.length} ${wanted} in ${name}`);
  return found[0]?.value ?? '';
}

/** A value of type TEXT as a person reads it; throws on a comma, semicolon or backslash that is not escaped. */
export function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*[,;]/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replaceAll(/\\(.)/gs, (_, mark: string) => {
    if (!'\\;,nN'.includes(mark)) throw new Error(`\\${mark} in ${value}`);
    return mark.toLowerCase() === 'n' ? '\n' : mark;
  });
}

/** A value of type DATE-TIME in UTC. */
export function instantOf(value: string): Date {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(value);
  if (match === null) throw new Error(`not an instant in UTC: ${value}`);
  const [, year, month, day, hour, minute, second] = match;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function contentLine(line: string): ContentLine {
  const match = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]+))*):(.*)$/s.exec(line);
  if (match === null) throw new Error(`not a line of content: ${line}`);
  const [, name = '', written = '', value = ''] = match;
  const parameters = Object.fromEntries(
    [...written.matchAll(/;([A-Z0-9-]+)=([^;]*)/g)].map(([, key, of]) => [key, of]),
  );
  return { name, parameters, value };
}

function componentFrom([first, ...rest]: readonly ContentLine[]): [Component, readonly ContentLine[]] {
  if (first?.name !== 'BEGIN') throw new Error(`BEGIN expected, ${first?.name} found`);
  const lines: ContentLine[] = [];
  const inside: Component[] = [];
  let left: readonly ContentLine[] = rest;
  for (let line = left[0]; line?.name !== 'END'; line = left[0]) {
    if (line === undefined) throw new Error(`${first.value} does not end`);
    if (line.name === 'BEGIN') {
      const [component, after] = componentFrom(left);
      inside.push(component);
      left = after;
    } else {
      lines.push(line);
      left = left.slice(1);
    }
  }
  if (left[0]?.value !== first.value) throw new Error(`${first.value} ended by ${left[0]?.value}`);
  return [{ name: first.value, lines, inside }, left.slice(1)];
}
