import { isConfiguration, type Statement } from './statement.ts';

/** No federation of ours is deeper: subject, two intermediates, anchor. */
const LONGEST_PATH = 4;

/**
 * The chains that can be made of these statements from the subject up to the anchor, shortest first. Each entity on
 * the way must name the next in its own configuration (`authority_hints`), and nobody is passed twice.
 */
export function chainsFrom(statements: readonly Statement[], subject: string, anchor: string): Statement[][] {
  const paths = pathsFrom(statements, [subject], anchor).sort((one, other) => one.length - other.length);
  return paths.flatMap((path) => {
    const chain = statementsAlong(statements, path);
    return chain === undefined ? [] : [chain];
  });
}

function pathsFrom(statements: readonly Statement[], path: readonly string[], anchor: string): string[][] {
  const here = path.at(-1) ?? '';
  if (here === anchor) return [[...path]];
  if (path.length >= LONGEST_PATH) return [];
  const hints = configurationOf(statements, here)?.claims.authority_hints ?? [];
  return hints
    .filter((superior) => !path.includes(superior))
    .flatMap((superior) => pathsFrom(statements, [...path, superior], anchor));
}

function statementsAlong(statements: readonly Statement[], path: readonly string[]): Statement[] | undefined {
  const between = path
    .slice(1)
    .map((issuer, index) =>
      statements.find(({ claims }) => claims.iss === issuer && claims.sub === path[index] && claims.iss !== claims.sub),
    );
  const ends = [configurationOf(statements, path[0] ?? ''), configurationOf(statements, path.at(-1) ?? '')];
  const chain = path.length === 1 ? [ends[0]] : [ends[0], ...between, ends[1]];
  return chain.every((statement) => statement !== undefined) ? chain : undefined;
}

function configurationOf(statements: readonly Statement[], entity: string): Statement | undefined {
  return statements.find((statement) => isConfiguration(statement) && statement.claims.sub === entity);
}
