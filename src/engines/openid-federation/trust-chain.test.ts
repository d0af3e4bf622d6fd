import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainsFrom } from './chain-search.ts';
import { readStatement, type Statement, subordinateAddress } from './statement.ts';
import { judgeChain } from './trust-chain.ts';
import { judgeMark } from './trust-mark.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const seconds = NOW.getTime() / 1000;
const [OP, SA, TA] = ['https://op.example', 'https://sa.example', 'https://ta.example'];
const keyOf = (entity: string) => ({ kty: 'RSA', kid: `key of ${entity}` });

function statement(iss: string, sub: string, more: Record<string, unknown> = {}): Statement {
  const claims = { iss, sub, iat: seconds - 60, exp: seconds + 3600, jwks: { keys: [keyOf(sub)] }, ...more };
  const read = readStatement(`${iss} about ${sub}`, claims);
  assert.ok(read.ok, JSON.stringify(read));
  return read.statement;
}

const provider = { openid_provider: { issuer: OP, token_endpoint: `${OP}/token` } };
const op = (more = {}) => statement(OP, OP, { authority_hints: [SA], metadata: provider, ...more });
const aboutOp = (more = {}) => statement(SA, OP, more);
const aboutSa = (more = {}) => statement(TA, SA, more);
const anchorSays = (more = {}) => statement(TA, TA, more);
const judge = (...statements: Statement[]) =>
  judgeChain({ statements, anchor: { id: TA, keys: [keyOf(TA)] }, now: NOW, leeway: 60 });
const reason = (...statements: Statement[]) => {
  const judged = judge(...statements);
  return judged.ok ? 'ok' : judged.reason;
};

test('a whole chain names every signature that must verify, and whose key it must be', () => {
  const judged = judge(op(), aboutOp(), aboutSa({ exp: seconds + 10 }), anchorSays());
  assert.ok(judged.ok);
  assert.deepEqual(
    judged.links.map(({ token, keys }) => `${token}: ${keys.map(({ kid }) => kid)}`),
    [
      `${OP} about ${OP}: key of ${OP}`,
      `${OP} about ${OP}: key of ${OP}`,
      `${SA} about ${OP}: key of ${SA}`,
      `${TA} about ${SA}: key of ${TA}`,
      `${TA} about ${TA}: key of ${TA}`,
    ],
  );
  assert.deepEqual(judged.metadata, provider);
  assert.equal(judged.expiresAt.getTime(), NOW.getTime() + 10_000, 'the first statement to end ends the chain');
});

const broken: readonly [name: string, reason: string, ...chain: Statement[]][] = [
  ['with a statement that has expired', 'expired', op(), aboutOp({ exp: seconds }), aboutSa(), anchorSays()],
  ['issued after now', 'issued-in-the-future', op({ iat: seconds + 61 }), aboutOp(), aboutSa(), anchorSays()],
  [
    'whose subject does not name the superior',
    'hint-missing',
    op({ authority_hints: [TA] }),
    aboutOp(),
    aboutSa(),
    anchorSays(),
  ],
  [
    'whose subject names nobody',
    'hint-missing',
    op({ authority_hints: undefined }),
    aboutOp(),
    aboutSa(),
    anchorSays(),
  ],
  ['with a link left out', 'broken-chain', op(), aboutOp(), anchorSays()],
  ['about somebody else', 'broken-chain', op(), statement(SA, 'https://other.example'), aboutSa(), anchorSays()],
  ['in which somebody vouches for themselves', 'broken-chain', op(), statement(SA, SA), aboutSa(), anchorSays()],
  [
    'that ends with an anchor we do not know',
    'unknown-anchor',
    op({ authority_hints: [SA] }),
    aboutOp(),
    statement(SA, SA),
  ],
  ['without the anchor’s own word', 'unknown-anchor', op(), aboutOp(), aboutSa()],
  [
    'longer than the anchor allows',
    'path-too-long',
    op(),
    aboutOp(),
    aboutSa(),
    anchorSays({ constraints: { max_path_length: 0 } }),
  ],
  [
    'longer than the superior allows',
    'path-too-long',
    op(),
    aboutOp(),
    aboutSa({ constraints: { max_path_length: 0 } }),
    anchorSays(),
  ],
  [
    'through a name that is excluded',
    'name-not-allowed',
    op(),
    aboutOp(),
    aboutSa({ constraints: { naming_constraints: { excluded: ['op.example'] } } }),
    anchorSays(),
  ],
  [
    'through a name that is not permitted',
    'name-not-allowed',
    op(),
    aboutOp(),
    aboutSa({ constraints: { naming_constraints: { permitted: ['.gov.example'] } } }),
    anchorSays(),
  ],
  [
    'whose policy is not met',
    'policy-not-met',
    op(),
    aboutOp(),
    aboutSa({ metadata_policy: { openid_provider: { jwks: { essential: true } } } }),
    anchorSays(),
  ],
];

for (const [name, expected, ...chain] of broken) {
  test(`a chain ${name} is refused`, () => assert.equal(reason(...chain), expected));
}

test('a clock that is up to a minute behind is forgiven', () => {
  assert.equal(reason(op({ iat: seconds + 59 }), aboutOp(), aboutSa(), anchorSays()), 'ok');
});

test('one intermediate is within a path length of one, and names below a permitted host pass', () => {
  const constraints = { max_path_length: 1, naming_constraints: { permitted: ['.example'] } };
  assert.equal(
    reason(op(), aboutOp(), aboutSa({ constraints }), anchorSays({ constraints: { max_path_length: 1 } })),
    'ok',
  );
});

test('types that are not allowed are taken out of the metadata', () => {
  const constraints = { allowed_entity_types: ['openid_relying_party'] };
  const judged = judge(op(), aboutOp({ constraints }), aboutSa(), anchorSays());
  assert.deepEqual(judged.ok && judged.metadata, {});
});

test('what the immediate superior declares wins over what the subject says, and the policy over both', () => {
  const judged = judge(
    op(),
    aboutOp({ metadata: { openid_provider: { token_endpoint: `${OP}/new` } } }),
    aboutSa({ metadata_policy: { openid_provider: { token_endpoint: { one_of: [`${OP}/new`] } } } }),
    anchorSays(),
  );
  assert.equal(judged.ok && judged.metadata['openid_provider']?.['token_endpoint'], `${OP}/new`);
});

test('a policy that takes away what the subject says leaves it without', () => {
  const policy = { metadata_policy: { openid_provider: { token_endpoint: { value: null } } } };
  const judged = judge(op(), aboutOp(policy), aboutSa(), anchorSays());
  assert.deepEqual(judged.ok && judged.metadata, { openid_provider: { issuer: OP } });
});

test('chains are searched along the hints, shortest first, and nobody is passed twice', () => {
  const found = chainsFrom(
    [
      op({ authority_hints: [SA, TA] }),
      statement(SA, SA, { authority_hints: [TA, OP] }),
      anchorSays(),
      aboutOp(),
      aboutSa(),
      statement(TA, OP),
    ],
    OP,
    TA,
  );
  assert.deepEqual(
    found.map((chain) => chain.map(({ token }) => token)),
    [
      [`${OP} about ${OP}`, `${TA} about ${OP}`, `${TA} about ${TA}`],
      [`${OP} about ${OP}`, `${SA} about ${OP}`, `${TA} about ${SA}`, `${TA} about ${TA}`],
    ],
  );
  assert.deepEqual(chainsFrom([op()], OP, TA), []);
});

const wellFormed = { iss: OP, sub: OP, iat: 1, exp: 2, jwks: { keys: [keyOf(OP)] } };
const malformed: readonly [name: string, payload: unknown][] = [
  ['no object', 'statement'],
  ['without keys', { ...wellFormed, jwks: { keys: [] } }],
  ['with two keys of one name', { ...wellFormed, jwks: { keys: [keyOf(OP), keyOf(OP)] } }],
  ['with a key without a name', { ...wellFormed, jwks: { keys: [{ kty: 'RSA' }] } }],
  ['whose subject is no address', { ...wellFormed, sub: 'op' }],
  ['whose subject carries a query', { ...wellFormed, sub: `${OP}?a=1` }],
  ['whose subject carries a password', { ...wellFormed, sub: 'https://a:b@op.example' }],
  ['whose subject is a script', { ...wellFormed, sub: 'javascript:alert(1)' }],
  ['with a date that is a text', { ...wellFormed, exp: '2' }],
  ['with metadata that is a list', { ...wellFormed, metadata: [] }],
  ['with a critical claim nobody understands', { ...wellFormed, crit: ['moon'] }],
];

for (const [name, payload] of malformed) {
  test(`a statement ${name} is not read`, () => assert.equal(readStatement('', payload).ok, false));
}

test('where a superior speaks of a subordinate is asked with its name, whatever the address already holds', () => {
  const superior = anchorSays({ metadata: { federation_entity: { federation_fetch_endpoint: `${TA}/fetch?v=1` } } });
  assert.equal(subordinateAddress(superior, OP), `${TA}/fetch?v=1&sub=${encodeURIComponent(OP)}`);
  assert.equal(subordinateAddress(anchorSays(), OP), undefined);
});

const MARK = 'https://ta.example/openid_provider/public';
const mark = { iss: TA, sub: OP, iat: seconds - 60, exp: seconds + 60, trust_mark_type: MARK };
const marks: readonly [name: string, payload: unknown, anchor: Record<string, unknown>, outcome: string][] = [
  ['the anchor gives is a mark', mark, {}, 'ok'],
  ['under the Italian name of its type is a mark', { ...mark, trust_mark_type: undefined, id: MARK }, {}, 'ok'],
  ['without an end is a mark', { ...mark, exp: undefined }, {}, 'ok'],
  ['somebody listed gives is a mark', { ...mark, iss: SA }, { trust_marks_issuers: { [MARK]: [SA] } }, 'ok'],
  ['everybody may give is a mark', { ...mark, iss: SA }, { trust_mark_issuers: { [MARK]: [] } }, 'ok'],
  ['somebody unlisted gives', { ...mark, iss: SA }, {}, 'mark-issuer-not-allowed'],
  ['the anchor left to others', mark, { trust_mark_issuers: { [MARK]: [SA] } }, 'mark-issuer-not-allowed'],
  ['of somebody else', { ...mark, sub: SA }, {}, 'mark-of-another'],
  ['that is over', { ...mark, exp: seconds }, {}, 'mark-expired'],
  ['of tomorrow', { ...mark, iat: seconds + 61 }, {}, 'issued-in-the-future'],
  ['without a type', { ...mark, trust_mark_type: undefined }, {}, 'mark-malformed'],
];

for (const [name, payload, anchor, expected] of marks) {
  test(`a trust mark ${name}: ${expected}`, () => {
    const judged = judgeMark({ payload, holder: OP, anchor: anchorSays(anchor), now: NOW, leeway: 60 });
    assert.equal(judged.ok ? 'ok' : judged.reason, expected);
  });
}
