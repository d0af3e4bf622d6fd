import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';

/** One thing the protocol remembers, as it is stored. */
export interface OpenidRow {
  readonly kind: string;
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

/** Where the protocol's memory is kept. Whether a row has expired is for
 * the asker to say; a session is found only while the portal's lives. */
export interface OpenidRows {
  find(kind: string, id: string): Promise<AdapterPayload | undefined>;
  findSession(uid: string): Promise<AdapterPayload | undefined>;
  save(row: OpenidRow): Promise<void>;
  /** Marks as used, once: false when somebody else was first. */
  consume(kind: string, id: string): Promise<boolean>;
  remove(kind: string, id: string): Promise<void>;
  /** Takes back everything that came of the grant this one came of. */
  revokeFamily(kind: string, id: string): Promise<void>;
  /** Codes and tokens that came of one grant. */
  removeOfGrant(kind: string, grantId: string): Promise<void>;
}

export interface AdapterParts {
  readonly rows: OpenidRows;
  /** The registration of a client as the protocol words it. */
  client(id: string): Promise<AdapterPayload | undefined>;
  now(): Date;
}

/** The protocol's memory over the rows of the database. Clients are registered by the administrator, never through it. */
export function adapterOver({ rows, client, now }: AdapterParts): (kind: string) => Adapter {
  return (kind) => {
    if (kind === 'Client') return { ...READ_ONLY, find: client };
    return {
      find: (id) => rows.find(kind, id),
      findByUid: (uid) => rows.findSession(uid),
      findByUserCode: async () => undefined,
      upsert: (id, payload, expiresIn) =>
        rows.save({ kind, id, payload, expiresAt: new Date(now().getTime() + (expiresIn ?? 0) * 1000) }),
      consume: async (id) => {
        // Of two that come with the same code at the same moment one is first; the other is a replay.
        if (await rows.consume(kind, id)) return;
        await rows.revokeFamily(kind, id);
        throw new errors.InvalidGrant('already used');
      },
      destroy: (id) => rows.remove(kind, id),
      revokeByGrantId: (grantId) => rows.removeOfGrant(kind, grantId),
    };
  };
}

const refuse = async () => {
  throw new Error('clients are not written through the protocol');
};

const READ_ONLY: Omit<Adapter, 'find'> = {
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  upsert: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
};
