/**
 * XML as engines see it: names by namespace, no prefixes, no comments, no document. A tree read from outside comes only
 * from `platform/saml`, which refuses everything that two readers could understand in two ways.
 */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** By local name; an attribute with a namespace of its own by `{namespace}name`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, untrimmed. */
  readonly text: string;
}

/** The namespace of `xml:lang`, which needs no declaration. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

type Content = string | readonly (XmlElement | undefined)[];

/** Makes an element; attributes that are undefined and children that are undefined are left out. */
export function xml(
  namespace: string,
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  content: Content = [],
): XmlElement {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const children = typeof content === 'string' ? [] : content.filter((child) => child !== undefined);
  return {
    namespace,
    name,
    attributes: Object.fromEntries(given),
    children,
    text: typeof content === 'string' ? content : '',
  };
}

/** The children with this name, in order. */
export function childrenOf(parent: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name && child.namespace === namespace);
}

/** The only child with this name; undefined when there is none or more than one. */
export function onlyChild(parent: XmlElement, namespace: string, name: string): XmlElement | undefined {
  const found = childrenOf(parent, namespace, name);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The tree as text, every namespace declared once on the root under the prefix given for it. Throws for a namespace
 * without one: trees are ours to make.
 */
export function serializeXml(root: XmlElement, prefixes: Readonly<Record<string, string>>): string {
  const used = [...namespacesOf(root)].filter((namespace) => namespace !== XML_NAMESPACE);
  const declared = used.map((namespace) => ` xmlns:${prefixFor(namespace, prefixes)}="${escapeXml(namespace)}"`);
  return write(root, prefixes, declared.join(''));
}

function write(element: XmlElement, prefixes: Readonly<Record<string, string>>, declared: string): string {
  const tag = `${prefixFor(element.namespace, prefixes)}:${element.name}`;
  const attributes = Object.entries(element.attributes).map(
    ([name, value]) => ` ${qualified(name, prefixes)}="${escapeXml(value)}"`,
  );
  const inside = escapeXml(element.text) + element.children.map((child) => write(child, prefixes, '')).join('');
  return `<${tag}${declared}${attributes.join('')}>${inside}</${tag}>`;
}

function qualified(name: string, prefixes: Readonly<Record<string, string>>): string {
  const [, namespace, local] = /^\{([^}]*)\}(.+)$/.exec(name) ?? [];
  return namespace === undefined || local === undefined ? name : `${prefixFor(namespace, prefixes)}:${local}`;
}

function namespacesOf(element: XmlElement, found = new Set<string>()): Set<string> {
  found.add(element.namespace);
  for (const name of Object.keys(element.attributes)) {
    const namespace = /^\{([^}]*)\}/.exec(name)?.[1];
    if (namespace !== undefined) found.add(namespace);
  }
  for (const child of element.children) namespacesOf(child, found);
  return found;
}

function prefixFor(namespace: string, prefixes: Readonly<Record<string, string>>): string {
  const prefix = namespace === XML_NAMESPACE ? 'xml' : prefixes[namespace];
  if (prefix === undefined) throw new Error(`no prefix for the namespace ${namespace}`);
  return prefix;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
