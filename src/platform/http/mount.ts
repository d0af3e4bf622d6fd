import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Visitor } from './visitor.ts';

/** Who asks for something under a mount: found out at the same door as for a route. */
export interface MountedCaller {
  readonly visitor: Visitor | null;
  /** The token of the visitor's session; '' when there is none. */
  readonly session: string;
  readonly requestId: string;
}

/**
 * A protocol of its own on the same server: everything under the prefix that is no route goes to `handle`, which reads
 * the body and writes the answer by itself. Headers, limits and cookies' names are ours; tokens of forms are not asked
 * for, since the protocol guards its own messages.
 */
export interface Mount {
  readonly prefix: `/${string}`;
  handle(request: IncomingMessage, response: ServerResponse, caller: MountedCaller): Promise<void>;
}
