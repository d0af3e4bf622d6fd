import type { Parallel } from './envelope-schema.ts';

/** One of the applications a person has in a group of parallel ones. */
export interface ParallelApplication {
  readonly procedureId: string;
  readonly title: string;
  readonly parallel: Parallel;
  /** A valid filing of it stands. */
  readonly filed: boolean;
}

/** Of the applications filed in a group, the one that counts first: the lowest rank. */
export function prevailing<Each extends ParallelApplication>(applications: readonly Each[]): Each | undefined {
  return applications.filter(({ filed }) => filed).toSorted((one, other) => one.parallel.rank - other.parallel.rank)[0];
}

/** Those already filed beside which this one may not be filed: it suffers none, or one of them suffers it not. */
export function excluding(own: Parallel, others: readonly ParallelApplication[]): readonly ParallelApplication[] {
  return others.filter(
    ({ parallel, filed }) => filed && parallel.group === own.group && !(own.together && parallel.together),
  );
}
