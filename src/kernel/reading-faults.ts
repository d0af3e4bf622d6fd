import type { z } from 'zod';
import { it } from 'zod/locales';
import type { ExpressionFault, TextPlace } from './expression.ts';

/** What is wrong in data somebody wrote, and where: `sections.2.fields.0.kind`. In Italian, for who wrote it. */
export interface ReadingFault {
  readonly path: string;
  readonly message: string;
  /** Inside the text that stands at the path, for an expression. */
  readonly within?: TextPlace | undefined;
}

/** The faults of an expression, at the place where it is written. */
export function faultsAt(path: string, faults: readonly ExpressionFault[]): readonly ReadingFault[] {
  return faults.map(({ message, within }) => ({ path, message, ...(within && { within }) }));
}

const words = it().localeError;

/** The faults of data that a schema refused: unknown words one by one, each at its own place. */
export function readingFaults(error: z.ZodError): readonly ReadingFault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        message: `la parola "${key}" non è ammessa qui`,
      }));
    }
    if (issue.code === 'invalid_union') {
      const own = said(issue.errors);
      if (own !== undefined) return [{ path: [...issue.path, ...own.path].join('.'), message: own.message }];
    }
    if (issue.code === 'custom') return [{ path, message: issue.message, ...issue.params }];
    if (issue.code === 'invalid_type' && issue.message.includes('undefined')) return [{ path, message: 'manca' }];
    const told = words(issue as Parameters<typeof words>[0]);
    return [{ path, message: (typeof told === 'string' ? told : told?.message) ?? issue.message }];
  });
}

type Issue = z.ZodError['issues'][number];

/** What one of several shapes says in our own words against a value that fits none of them. */
function said(branches: readonly (readonly z.core.$ZodIssue[])[]): Issue | undefined {
  for (const issue of branches.flat() as readonly Issue[]) {
    const own = issue.code === 'invalid_union' ? said(issue.errors) : issue;
    if (own?.code === 'custom') return own;
  }
  return undefined;
}
