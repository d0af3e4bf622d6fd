import type { CastWorld } from './cast-world.ts';
import type { HostileForm } from './hostile-form.ts';

/** The administrator's forms about services. */
function registering(): HostileForm[] {
  const list = '/amministrazione/servizi';
  const one = `${list}/servizio-di-prova`;
  const form = (route: string, page: string, more: Partial<HostileForm> = {}): HostileForm => ({
    route: `POST ${route}`,
    who: 'administrator',
    page,
    good: 303,
    ...more,
  });
  const fill = {
    id: 'altro-servizio',
    name: 'Altro servizio',
    purpose: 'Sapere chi entra e scrivergli.',
    homeUrl: 'https://altro.example/',
    redirectUris: 'https://altro.example/ritorno',
    postLogoutUris: 'https://altro.example/uscita',
    logoutUrl: 'https://altro.example/avviso',
    scopes: ['profile'],
    level: '1',
    authentication: 'client_secret_basic',
  };
  const { id: _id, ...changes } = fill;
  return [
    form(`${list}/nuovo`, `${list}/nuovo`, { fill }),
    form(`${list}/:service`, one, { fill: changes }),
    form(`${list}/:service/segreto`, `${one}/segreto`, { fill: { decision: 'end' } }),
    form(`${list}/:service/stato`, `${one}/stato`),
    form(`${list}/:service/prova`, `${one}/prova`, { good: 200 }),
  ];
}

/** Every form of the one sign-on. */
export function signingOn({ belongings: { interaction } }: CastWorld): HostileForm[] {
  const asked = `/oidc/interazione/${interaction}`;
  return [
    {
      route: 'POST /oidc/interazione/:uid',
      who: 'anna',
      cookies: `__Secure-polis-interaction=${interaction}`,
      page: asked,
      fill: { decision: 'accept' },
      good: 303,
    },
    { route: 'POST /oidc/uscita', who: 'anna', page: '/oidc/uscita?client_id=servizio-di-prova', good: 303 },
    ...registering(),
    { route: 'POST /profilo/servizi-collegati', who: 'anna', page: '/profilo/servizi-collegati', good: 303 },
  ];
}
