import type { Answered, Caller, Fields } from './caller.ts';
import type { Name } from './cast-people.ts';

/** One form of the portal: who has it, on which page, and what makes it good. */
export interface HostileForm {
  /** Method and path as the table of routes has them. */
  readonly route: string;
  readonly who?: Name;
  readonly cookies?: string;
  /** The page that holds the form; without one, the form is made of `fill` alone. */
  readonly page?: string | ((caller: Caller) => Promise<Answered>);
  /** Where it goes. Without one, where the page says. */
  readonly action?: string;
  readonly fill?: Fields;
  /** Those of its fields that count, where two forms of a page go to the same place. */
  readonly fields?: readonly string[];
  /** Where an error about a field is told, if not at the field. */
  readonly toldAt?: Readonly<Record<string, string>>;
  /** Fields that take whole files of text, longer than anybody types. */
  readonly long?: readonly string[];
  /** The answer to the form as it should be. */
  readonly good: number;
  /** Its answers are saved whatever they are, and judged on this page. */
  readonly judgedOn?: string;
}
