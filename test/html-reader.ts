/** One element of a page. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

/** A page as a browser would take it apart: every element, every attribute, every text. */
export interface HtmlPage {
  readonly elements: readonly Element[];
  all(name: string): readonly Element[];
  byId(id: string): Element | undefined;
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

interface Open {
  name: string;
  attributes: Map<string, string>;
  children: (Element | string)[];
}

/**
 * Reads a page by the rules of HTML as far as they matter here: where a tag begins and ends, what its attributes are, and
 * that script, style, textarea and title hold text only. What somebody smuggled in as a tag is an element here too.
 */
export function readHtml(html: string): HtmlPage {
  const root: Open = { name: '#page', attributes: new Map(), children: [] };
  const elements: Open[] = [];
  const open = [root];
  const top = () => open.at(-1) ?? root;
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    const until = next < 0 ? html.length : next;
    if (until > at) top().children.push(decoded(html.slice(at, until)));
    if (next < 0) break;
    at = readMarkup(html, next, { open, top, elements });
  }
  return {
    elements,
    all: (name) => elements.filter((element) => element.name === name),
    byId: (id) => elements.find((element) => element.attributes.get('id') === id),
  };
}

interface Building {
  readonly open: Open[];
  readonly elements: Open[];
  top(): Open;
}

/** Reads what begins with `<`; answers where it ends. */
function readMarkup(html: string, at: number, building: Building): number {
  if (html.startsWith('<!--', at)) return endOf(html, '-->', at);
  if (/^<[!?]/.test(html.slice(at, at + 2))) return endOf(html, '>', at);
  const closing = /^<\/([a-zA-Z][^\s/>]*)[^>]*>/.exec(html.slice(at, at + 200));
  if (closing) {
    const name = (closing[1] ?? '').toLowerCase();
    const found = building.open.findLastIndex((element) => element.name === name);
    if (found > 0) building.open.length = found;
    return at + closing[0].length;
  }
  const opening = /^<([a-zA-Z][^\s/>]*)/.exec(html.slice(at, at + 200));
  if (!opening) {
    building.top().children.push('<');
    return at + 1;
  }
  return readElement(html, at + opening[0].length, (opening[1] ?? '').toLowerCase(), building);
}

function readElement(html: string, from: number, name: string, { open, top, elements }: Building): number {
  const element: Open = { name, attributes: new Map(), children: [] };
  const [end, selfClosed] = readAttributes(html, from, element.attributes);
  top().children.push(element);
  elements.push(element);
  if (selfClosed || VOID.has(name)) return end;
  if (!RAW.has(name)) {
    open.push(element);
    return end;
  }
  const close = html.toLowerCase().indexOf(`</${name}`, end);
  const until = close < 0 ? html.length : close;
  const text = html.slice(end, until);
  element.children.push(name === 'script' || name === 'style' ? text : decoded(text));
  return endOf(html, '>', until);
}

const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;

function readAttributes(html: string, from: number, attributes: Map<string, string>): [end: number, closed: boolean] {
  let at = from;
  for (;;) {
    const close = /[\s/]*>/y;
    close.lastIndex = at;
    const closed = close.exec(html);
    if (closed) return [close.lastIndex, closed[0].includes('/')];
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (!found) return [html.length, false];
    const name = (found[1] ?? '').toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decoded(found[2] ?? found[3] ?? found[4] ?? ''));
    at = ATTRIBUTE.lastIndex;
  }
}

function endOf(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, named) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return NAMED[named] ?? whole;
  });
}

/** The words in an element, as they are read. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** Every element inside this one. */
export function within(element: Element): Element[] {
  return element.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...within(child)]));
}
