import { allowedTypes, brokenConstraint, type Constrained } from './constraints.ts';
import { applyPolicy, mergePolicies } from './policy.ts';
import { type Refused, refused } from './refusal.ts';
import { isConfiguration, type Metadata, type PublicKey, type Statement } from './statement.ts';

/** Who is trusted beforehand: known from its own mouth and through another channel, never from the chain alone. */
export interface TrustAnchor {
  readonly id: string;
  readonly keys: readonly PublicKey[];
}

/** One signature that must verify, with one of these keys and no other, before anything of the chain is used. */
export interface Link {
  readonly token: string;
  readonly keys: readonly PublicKey[];
}

export interface TrustChain {
  readonly ok: true;
  readonly subject: string;
  readonly anchor: string;
  /** Every one of them must verify. */
  readonly links: readonly Link[];
  /** What the federation lets the subject be, once the links have verified. */
  readonly metadata: Metadata;
  /** The first instant at which one of the statements is over. */
  readonly expiresAt: Date;
}

export interface ChainQuestion {
  /** From the subject's configuration up to the anchor's: as many as there are. */
  readonly statements: readonly Statement[];
  readonly anchor: TrustAnchor;
  readonly now: Date;
  /** How far two clocks may differ, in seconds. */
  readonly leeway: number;
}

/**
 * OpenID Federation 1.0 §10.2, all of it but the signatures: every statement in date, each issued by the subject of
 * the next, each superior named by who is below it, the anchor one of ours, constraints kept, policy applied.
 */
export function judgeChain({ statements, anchor, now, leeway }: ChainQuestion): TrustChain | Refused {
  const fault = shapeFault(statements, anchor) ?? dateFault(statements, now, leeway);
  if (fault !== undefined) return fault;
  const constrained = constraintsOf(statements);
  const broken = constrained.map(brokenConstraint).find((each) => each !== undefined);
  if (broken !== undefined) return broken;
  const left = metadataOf(statements, constrained);
  if (!left.ok) return left;
  return {
    ok: true,
    subject: statements[0]?.claims.sub ?? '',
    anchor: anchor.id,
    links: linksOf(statements, anchor),
    metadata: left.metadata,
    expiresAt: new Date(Math.min(...statements.map(({ claims }) => claims.exp)) * 1000),
  };
}

function shapeFault(statements: readonly Statement[], anchor: TrustAnchor): Refused | undefined {
  const [subject, immediate] = statements;
  const top = statements.at(-1);
  if (subject === undefined || !isConfiguration(subject))
    return refused('broken-chain', 'no configuration at its foot');
  if (top?.claims.iss !== anchor.id || !isConfiguration(top)) return refused('unknown-anchor', top?.claims.iss ?? '');
  for (const [index, statement] of statements.entries()) {
    const below = statements[index - 1];
    if (below === undefined) continue;
    // §10.2: the issuer of each is the subject of the next; only the ends speak of themselves.
    const linked = statement.claims.sub === below.claims.iss && (statement === top || !isConfiguration(statement));
    if (!linked) return refused('broken-chain', `${statement.claims.iss} about ${statement.claims.sub}`);
  }
  // §3.1.2: a superior speaks for nobody who does not name it. Of the entities in between the chain holds no
  // configuration: whoever collects the statements follows their hints.
  if (immediate !== undefined && !subject.claims.authority_hints?.includes(immediate.claims.iss)) {
    return refused('hint-missing', `${subject.claims.sub} does not name ${immediate.claims.iss}`);
  }
  return undefined;
}

function dateFault(statements: readonly Statement[], now: Date, leeway: number): Refused | undefined {
  const seconds = now.getTime() / 1000;
  for (const { claims } of statements) {
    const { iss, sub, iat, exp } = claims;
    if (iat > seconds + leeway) return refused('issued-in-the-future', `${iss} about ${sub}`);
    if (exp <= seconds) return refused('expired', `${iss} about ${sub}`);
  }
  return undefined;
}

/**
 * Whose keys must have signed what (§10.2): the subject's configuration by its own, each statement by a key the next
 * one names, and the anchor's configuration by the keys known beforehand.
 */
function linksOf(statements: readonly Statement[], anchor: TrustAnchor): Link[] {
  const [subject] = statements;
  const own = subject === undefined ? [] : [{ token: subject.token, keys: subject.claims.jwks.keys }];
  const links = statements.map(({ token }, index) => ({
    token,
    keys: statements[index + 1]?.claims.jwks.keys ?? anchor.keys,
  }));
  return [...own, ...links];
}

/** The Italian federation writes the anchor's constraints in its own configuration: they hold from there down. */
function constraintsOf(statements: readonly Statement[]): Constrained[] {
  const last = statements.length - 1;
  return statements.slice(1).map(({ claims }, index) => {
    const position = index + 1;
    const lower = statements.slice(0, position === last ? position : position + 1);
    return {
      constraints: claims.constraints ?? {},
      intermediates: position === last ? Math.max(0, position - 2) : position - 1,
      below: lower.map(({ claims: { sub } }) => sub),
    };
  });
}

/**
 * §6.1.4: first what the immediate superior declares of the subject in person, which wins over what the subject says
 * of itself, then the types that are allowed, then the policy.
 */
function metadataOf(statements: readonly Statement[], constrained: readonly Constrained[]) {
  const [subject] = statements;
  const superiors = statements.slice(1, -1);
  const declared = overlay(subject?.claims.metadata ?? {}, superiors[0]?.claims.metadata ?? {});
  const allowed = constrained.reduce((metadata, { constraints }) => allowedTypes(constraints, metadata), declared);
  const merged = mergePolicies(superiors.toReversed());
  return merged.ok ? applyPolicy(merged.policy, allowed) : merged;
}

function overlay(own: Metadata, declared: Metadata): Metadata {
  const types = Object.entries(declared).map(([type, parameters]) => [type, { ...own[type], ...parameters }]);
  return { ...own, ...Object.fromEntries(types) };
}
