import { CAST, personOf } from '../src/apps/cast.ts';
import { verifiedAddressesOf } from '../src/features/addresses/index.ts';
import type { CastWorld } from './cast-world.ts';

/** As `HostileForm`, which is made of these among others. */
interface AddressForm {
  readonly route: string;
  readonly who?: 'bruno';
  readonly page?: string;
  readonly action?: string;
  readonly fill?: Readonly<Record<string, string>>;
  readonly good: number;
}

/** The forms of one's own addresses: Bruno has a proven one beside his reference, which he may choose or take away. */
export async function addressForms({ belongings, database, people }: CastWorld): Promise<AddressForm[]> {
  const [, second] = await verifiedAddressesOf(database, people.bruno.account.id);
  const one = { indirizzo: second?.id ?? '' };
  const email = 'bruno.nuovo@posta.example';
  const list = '/profilo/indirizzi';
  const choice = `${list}/riferimento`;
  const removal = `${list}/rimozione`;
  const { fiscalCode } = personOf(CAST.bruno);
  const link = `/indirizzi/conferma/${belongings.addressLink}`;
  return [
    { route: `POST ${list}`, who: 'bruno', action: list, fill: one, good: 303 },
    {
      route: `POST ${list}/nuovo`,
      who: 'bruno',
      page: `${list}/nuovo`,
      fill: { email, emailAgain: email, kind: 'private' },
      good: 303,
    },
    { route: `POST ${choice}`, who: 'bruno', page: `${choice}?indirizzo=${one.indirizzo}`, action: choice, good: 303 },
    {
      route: `POST ${removal}`,
      who: 'bruno',
      page: `${removal}?indirizzo=${one.indirizzo}`,
      action: removal,
      good: 303,
    },
    { route: 'POST /indirizzi/conferma/:token', page: link, fill: { fiscalCode }, good: 200 },
    {
      route: 'POST /codice-personale/blocco/:token',
      page: `/codice-personale/blocco/${belongings.codeStop}`,
      good: 200,
    },
    { route: 'POST /indirizzi/annulla/:token', page: `/indirizzi/annulla/${belongings.addressUndo}`, good: 200 },
  ];
}
