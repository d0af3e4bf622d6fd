import { type Asked, type Caller, encoded, type Fields } from './caller.ts';

const FORM = 'application/x-www-form-urlencoded';

/** A post that no page of ours would make, from somebody whose own form this would be. */
export interface Forgery {
  readonly how: string;
  readonly status: number;
  make(caller: Caller, other: Caller, fields: Fields): Pick<Asked, 'body' | 'headers'>;
}

const posted = (fields: Fields, headers: Record<string, string> = {}) => ({
  body: encoded(fields),
  headers: { 'content-type': FORM, ...headers },
});

/** Ways to make somebody's browser post what they did not mean (S-17). */
export const FORGERIES: readonly Forgery[] = [
  { how: 'without the token', status: 403, make: (_caller, _other, fields) => posted(fields) },
  {
    how: 'with somebody else’s token',
    status: 403,
    make: (_caller, other, fields) => posted({ csrf: other.csrf, ...fields }),
  },
  {
    how: 'with a token cut short',
    status: 403,
    make: ({ csrf }, _other, fields) => posted({ csrf: csrf.slice(0, -1), ...fields }),
  },
  {
    how: 'from another site',
    status: 403,
    make: ({ csrf }, _other, fields) => posted({ csrf, ...fields }, { origin: 'https://portal.example.evil.test' }),
  },
  {
    how: 'from another site, by what the browser says of it',
    status: 403,
    make: ({ csrf }, _other, fields) => posted({ csrf, ...fields }, { 'sec-fetch-site': 'cross-site' }),
  },
  {
    how: 'sent as plain text',
    status: 400,
    make: ({ csrf }, _other, fields) => posted({ csrf, ...fields }, { 'content-type': 'text/plain' }),
  },
  {
    how: 'sent as JSON',
    status: 400,
    make: ({ csrf }, _other, fields) => ({
      body: JSON.stringify({ csrf, ...fields }),
      headers: { 'content-type': 'application/json' },
    }),
  },
];
