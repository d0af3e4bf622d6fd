import type { HostileForm } from './hostile-form.ts';

/** A document that is no message of anybody. */
const NOTHING = Buffer.from('<a/>').toString('base64');

/** What providers of digital identities post to us, and what people say of their own. */
export function identityForms(): HostileForm[] {
  const message = (path: string, name: string, good: number): HostileForm => ({
    route: `POST ${path}`,
    action: path,
    fill: { [name]: NOTHING, RelayState: 'x' },
    good,
  });
  const own = (path: string, fill: Readonly<Record<string, string>>): HostileForm => ({
    route: `POST ${path}`,
    who: 'anna',
    action: path,
    fill,
    good: 303,
  });
  return [
    ...['spid', 'cie'].flatMap((profile) => [
      message(`/${profile}/acs`, 'SAMLResponse', 403),
      message(`/${profile}/slo`, 'SAMLRequest', 422),
      own(`/${profile}/uscita`, {}),
    ]),
    { route: 'POST /accesso/collega', action: '/accesso/collega', fill: { code: '7KPW-M2RT' }, good: 422 },
    own('/profilo/identita-digitali/togli', { provider: 'https://idp.example' }),
    own('/profilo/identita-digitali/solo', { solo: 'no' }),
  ];
}
