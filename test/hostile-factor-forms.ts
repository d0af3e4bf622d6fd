import { type Name, PERSONAL_CODE } from './cast-people.ts';
import type { CastWorld } from './cast-world.ts';
import type { HostileForm } from './hostile-form.ts';

/** The forms about what one proves who one is with. */
export function secondFactorForms({ belongings }: CastWorld): HostileForm[] {
  const step = '/accesso/secondo-fattore';
  const own = '/profilo/secondo-fattore';
  const one = `${own}/passkey/${belongings.anna.passkey}`;
  const form = (who: Name, path: string, good: number, more: Partial<HostileForm> = {}): HostileForm => ({
    route: `POST ${path}`,
    who,
    page: path,
    good,
    ...more,
  });
  const alone = (path: string) => ({ page: step, action: path });
  return [
    form('unproven', `${step}/passkey`, 409, { ...alone(`${step}/passkey`), fill: { passkey: '{"id":"x"}' } }),
    form('unproven', `${step}/sfida`, 303, alone(`${step}/sfida`)),
    form('unproven', `${step}/recupero`, 200, { ...alone(`${step}/recupero`), fill: { recovery: '7KPW-M2RT-9XHD' } }),
    form('anna', `${own}/applicazione`, 422, { fill: { code: '123456' } }),
    form('anna', `${own}/applicazione/rimozione`, 303, { page: own, action: `${own}/applicazione/rimozione` }),
    form('anna', `${own}/passkey`, 409, { fill: { name: 'computer di casa' } }),
    form('anna', `${own}/sfida`, 303, { page: own, action: `${own}/sfida` }),
    form('anna', `${own}/passkey/:passkey`, 303, { page: one }),
    form('anna', `${own}/passkey/:passkey/rimozione`, 303, { page: `${one}/rimozione` }),
    form('anna', `${own}/codici`, 200),
    form('anna', `${own}/codici/file`, 303, { page: own, action: `${own}/codici/file`, fill: { sheet: 'x' } }),
    form('anna', '/profilo/dati', 303),
    form('anna', '/profilo/chiusura', 303, { fill: { understood: 'true', code: PERSONAL_CODE } }),
    form('anna', '/profilo/chiusura/annullamento', 303, { page: own, action: '/profilo/chiusura/annullamento' }),
    { route: 'POST /accesso/passkey', page: '/accesso/passkey', good: 409 },
    { route: 'POST /accesso/passkey/sfida', page: '/accesso/passkey', action: '/accesso/passkey/sfida', good: 303 },
  ];
}
