import { childrenOf, type XmlElement } from '../../kernel/xml-tree.ts';
import { demand } from './asked.ts';
import { ASSERTION } from './names.ts';

/** What the provider says of the person, by the name of the attribute. */
export type Attributes = Readonly<Record<string, string>>;

/** Reads the attributes: 98, 99, 103. Their names may come without NameFormat (109). */
export function readAttributes(assertion: XmlElement, required: readonly string[]): Attributes {
  const read: Record<string, string> = {};
  for (const statement of childrenOf(assertion, ASSERTION, 'AttributeStatement')) {
    const attributes = childrenOf(statement, ASSERTION, 'Attribute');
    demand(attributes.length > 0, '98', 'a statement without attributes');
    for (const attribute of attributes) readAttribute(attribute, read);
  }
  const missing = required.filter((name) => (read[name] ?? '') === '');
  demand(missing.length === 0, '103', `without ${missing.join(', ')}`);
  return read;
}

function readAttribute(attribute: XmlElement, read: Record<string, string>): void {
  const name = attribute.attributes['Name'] ?? '';
  const values = childrenOf(attribute, ASSERTION, 'AttributeValue');
  demand(name !== '' && values.length > 0, '99', 'an attribute without value');
  demand(!Object.hasOwn(read, name), 'attribute', 'the same attribute twice');
  demand(name !== '__proto__', 'attribute', 'a strange attribute');
  read[name] = values[0]?.text.trim() ?? '';
}

/**
 * The fiscal code in an attribute (`TINIT-…`): capitals, as issued – a code changed to tell two people apart is another
 * code. Eleven digits are the provisional code of a foreigner. Undefined when it is none.
 */
export function fiscalCodeOf(attributes: Attributes): string | undefined {
  const bare = (attributes['fiscalNumber'] ?? '').toUpperCase().replace(/^TINIT-/, '');
  return /^[A-Z0-9]{16}$|^\d{11}$/.test(bare) ? bare : undefined;
}
