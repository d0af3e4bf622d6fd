import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHostileXml } from '../platform/saml/index.ts';
import { childrenOf, onlyChild, serializeXml, XML_NAMESPACE, xml } from './xml-tree.ts';

const PREFIXES = { 'urn:a': 'a', 'urn:b': 'b' };

test('what is written is read back, whatever stands in it', () => {
  const text = 'perché <b>&"\'\t\r\n ]]> fine';
  const tree = xml('urn:a', 'Root', { ID: '_1', Said: text, None: undefined }, [
    xml('urn:b', 'Child', { [`{${XML_NAMESPACE}}lang`]: 'it', '{urn:a}kind': 'x' }, text),
    undefined,
  ]);
  const read = parseHostileXml(serializeXml(tree, PREFIXES));
  assert.ok(read.kind === 'read');
  assert.deepEqual(read.root, tree);
});

test('an only child is the only one', () => {
  const tree = xml('urn:a', 'Root', {}, [
    xml('urn:a', 'One'),
    xml('urn:b', 'One'),
    xml('urn:a', 'Two'),
    xml('urn:a', 'Two'),
  ]);
  assert.equal(onlyChild(tree, 'urn:a', 'One')?.name, 'One');
  assert.equal(onlyChild(tree, 'urn:a', 'Two'), undefined);
  assert.equal(childrenOf(tree, 'urn:a', 'Two').length, 2);
});

test('a namespace without a prefix is a mistake of ours', () => {
  assert.throws(() => serializeXml(xml('urn:c', 'Root'), PREFIXES), /no prefix/);
});
