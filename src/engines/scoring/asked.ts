import type { Condition } from '../../kernel/condition.ts';
import type { Possible } from '../../kernel/condition-truth.ts';

/** One question of a procedure, as a scoring table sees it. */
export interface AskedField {
  readonly id: string;
  readonly kind: string;
  /** The values it may have, where they are listed. */
  readonly choices?: readonly string[] | undefined;
  /** Answers enough to decide the conditions given; nothing where answers are not compared. */
  possible(name: string, conditions: readonly Condition[]): Possible | undefined;
}

/** What a procedure asks: the questions of each section that repeats. */
export type Asked = (section: string) => readonly AskedField[] | undefined;

/** What the teaching class of a position adds to its answers. */
export const CLASS_NAMES: readonly string[] = ['class_kind', 'degree'];
