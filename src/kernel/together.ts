interface Waiting<In, Out> {
  readonly one: In;
  readonly settle: (out: Out) => void;
  readonly fail: (error: unknown) => void;
}

/** When more are about to come, those who are there may wait for them. */
export interface Gathering {
  /** Whether it is worth waiting; asked anew whenever one comes. */
  awaitsMore(): boolean;
  /** Ends when nobody waits any longer, whether or not others have come. */
  pause(): Promise<void>;
}

/**
 * Group commit: a lone piece of work leaves at once; those that come while it is under way leave together when it is
 * back, at most `largest` at a time. When a group fails, each of its members is tried alone, so that only what is wrong
 * fails. `run` answers one outcome for each, in their order. With a `gathering` they may also wait for others to come.
 */
export function together<In, Out>(
  run: (group: readonly In[]) => Promise<readonly Out[]>,
  largest: number,
  gathering?: Gathering,
): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let underWay = false;
  let pausing = false;
  const next = () => {
    if (underWay || waiting.length === 0) return;
    if (waiting.length >= largest || !gathering?.awaitsMore()) void leave();
    else if (!pausing) void leaveLater(gathering);
  };
  const leave = async () => {
    underWay = true;
    await settleAll(run, waiting.splice(0, largest));
    underWay = false;
    next();
  };
  const leaveLater = async (until: Gathering) => {
    pausing = true;
    await until.pause();
    pausing = false;
    if (!underWay && waiting.length > 0) void leave();
  };
  return (one) =>
    new Promise((settle, fail) => {
      waiting.push({ one, settle, fail });
      next();
    });
}

async function settleAll<In, Out>(
  run: (group: readonly In[]) => Promise<readonly Out[]>,
  group: readonly Waiting<In, Out>[],
): Promise<void> {
  try {
    const outs = await run(group.map(({ one }) => one));
    for (const [index, { settle }] of group.entries()) settle(outs[index] as Out);
  } catch (error) {
    if (group.length === 1) for (const { fail } of group) fail(error);
    else for (const each of group) await settleAll(run, [each]);
  }
}
