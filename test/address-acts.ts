import type { Account } from '../src/features/accounts/index.ts';
import { bookOf } from '../src/features/addresses/book-store.ts';
import { verifiedAddressesOf } from '../src/features/addresses/index.ts';
import { type AccountPortal, linkIn, type PortalVisitor, signedInAs, withAccount } from './account-portal.ts';

/** The page of one's own addresses. */
export const LIST = '/profilo/indirizzi';

/** What people do with their addresses, through the pages, at this portal. */
export function addressActs(portal: AccountPortal) {
  let serial = 0;
  const { database } = portal.deps;

  const ask = async (visitor: PortalVisitor, email: string, kind = 'private') => {
    await visitor.get(`${LIST}/nuovo`);
    return visitor.post(`${LIST}/nuovo`, { email, emailAgain: email, kind });
  };

  return {
    /** Somebody with an account, signed in a moment ago. */
    person: async (name: string): Promise<{ account: Account; visitor: PortalVisitor }> => {
      serial += 1;
      const account = await withAccount(portal, name);
      const visitor = await signedInAs(portal, account.username, `192.0.2.${serial}`);
      await portal.mails();
      return { account, visitor };
    },
    ask,
    /** Adds an address and proves it with the mailed link; answers what else was mailed. */
    added: async (visitor: PortalVisitor, email: string, kind = 'private') => {
      await ask(visitor, email, kind);
      const link = linkIn((await portal.mails()).find(({ to }) => to === email));
      await visitor.get(link);
      const proved = await visitor.post(link);
      if (proved.status !== 200) throw new Error(`${email} was not proven: ${proved.status}`);
      return portal.mails();
    },
    /** Chooses the address, or takes it away. */
    act: async (visitor: PortalVisitor, what: 'riferimento' | 'rimozione', account: Account, address: string) => {
      const one = (await bookOf(database, account.id)).find((each) => each.address === address);
      await visitor.get(`${LIST}/${what}?indirizzo=${one?.id}`);
      return visitor.post(`${LIST}/${what}`, { indirizzo: one?.id ?? '' });
    },
    addressesOf: async ({ id }: Account) =>
      (await verifiedAddressesOf(database, id)).map(({ address, reference }) => [address, reference]),
  };
}
