/**
 * Why the person has to look at an answer again. `removed`: it is no longer asked. `not-possible`: it no longer fits
 * its question. `reconfirm`: the text signed is another one. `reworded`: it is kept, and the question says something
 * else. `required`: what could be left out, or was not asked, is needed now. `gone`: the registry no longer knows it,
 * or it may no longer be chosen.
 */
export type TouchedWhy = 'removed' | 'not-possible' | 'reconfirm' | 'reworded' | 'required' | 'gone';

/** An answer that a new release touches, with the names the person knows it by. */
export interface Touched {
  readonly why: TouchedWhy;
  readonly section: string;
  /** Item id or key of the record; absent for a form. */
  readonly item?: string;
  /** Absent when the whole section is meant. */
  readonly field?: string;
  /** "Titoli, titolo 2". */
  readonly where: string;
  readonly label?: string;
  /** The choice that is no longer there, in words; never of particular data. */
  readonly was?: string;
}
