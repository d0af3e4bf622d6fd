import { safeHref } from '../frame/safe-href.ts';
import { Icon } from '../parts/icon.tsx';
import type { Choice } from './choices.tsx';
import { FieldNotes, type FieldProps, tied } from './field-shell.tsx';
import { useKeptText } from './kept.tsx';

export interface SearchChoiceProps extends FieldProps {
  /** Answers `GET searchHref?q=…` with `{ results: [{ value, label, hint? }], total }`. */
  readonly searchHref: string;
  /** What is chosen now. */
  readonly chosen?: Choice | undefined;
  /** What was searched for, and found, without JavaScript. */
  readonly query?: string | undefined;
  readonly results?: readonly Choice[] | undefined;
  /** How many there are in all, when more than `results`. */
  readonly total?: number | undefined;
}

/**
 * One answer out of thousands. Without JavaScript the button sends the whole form with `search` = the field's name
 * and `name.query`; the server shows the page again with `results`, radios among which one is sent as `name`.
 * With JavaScript the box becomes a combobox.
 */
export function SearchChoice(props: SearchChoiceProps) {
  const typed = useKeptText(`${props.name}.query`);
  const { name, label, searchHref, optional } = props;
  const query = typed ?? props.query;
  const chosen = useKeptChoice(props.name, props.chosen, typed);
  return (
    <fieldset class={props.error ? 'field field-wrong' : 'field'} data-search-choice={safeHref(searchHref)}>
      <legend id={`${name}-legend`}>
        {label}
        {optional && <span class="field-optional"> (facoltativo)</span>}
      </legend>
      <FieldNotes {...props} />
      <div class="field-with-button" data-search-box>
        <input
          {...tied(props)}
          class="form-control"
          type="text"
          name={`${name}.query`}
          value={query ?? ''}
          autocomplete="off"
          spellcheck={false}
          aria-labelledby={`${name}-legend`}
        />
        <button class="btn btn-outline-primary" type="submit" name="search" value={name} formnovalidate>
          <Icon name="it-search" /> Cerca
        </button>
      </div>
      <Found name={name} chosen={chosen} query={query} results={props.results} total={props.total} />
    </fieldset>
  );
}

/**
 * What was chosen when the session ended. The code alone was kept, and with JavaScript its words: without them it is
 * called as it was searched for.
 */
function useKeptChoice(name: string, chosen: Choice | undefined, typed: string | undefined): Choice | undefined {
  const value = useKeptText(name);
  const words = useKeptText(`${name}.label`) || typed;
  if (value === undefined || value === chosen?.value) return chosen;
  return value === '' ? undefined : { value, label: words || value, hint: `Codice ${value}, scelto prima.` };
}

type FoundProps = Pick<SearchChoiceProps, 'name' | 'chosen' | 'query' | 'results' | 'total'>;

/** The choice made, then what the search found. */
function Found({ name, chosen, query, results, total }: FoundProps) {
  const others = (results ?? []).filter(({ value }) => value !== chosen?.value);
  return (
    <div data-search-found>
      {results && (
        <p class="field-hint" role="status">
          {found(query ?? '', results.length, total ?? results.length)}
        </p>
      )}
      <div class="choices">
        {[...(chosen ? [chosen] : []), ...others].map(({ value, label, hint }, index) => (
          <div key={value} class="choice">
            <input
              type="radio"
              id={`${name}.${index + 1}`}
              name={name}
              value={value}
              checked={value === chosen?.value}
            />
            <label for={`${name}.${index + 1}`}>{label}</label>
            {hint !== undefined && <div class="choice-hint">{hint}</div>}
          </div>
        ))}
      </div>
    </div>
  );
}

function found(query: string, shown: number, total: number): string {
  if (shown === 0) return `Nessun risultato per «${query}». Prova con meno lettere.`;
  if (total > shown) return `Mostriamo ${shown} risultati su ${total}: scrivi di più per restringere.`;
  return shown === 1 ? '1 risultato' : `${shown} risultati`;
}
