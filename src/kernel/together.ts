interface Waiting<In, Out> {
  readonly one: In;
  readonly settle: (out: Out) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Group commit: a lone piece of work leaves at once; those that come while it is under way leave together when it is
 * back, at most `largest` at a time. When a group fails, each of its members is tried alone, so that only what is wrong
 * fails. `run` answers one outcome for each, in their order.
 */
export function together<In, Out>(
  run: (group: readonly In[]) => Promise<readonly Out[]>,
  largest: number,
): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let underWay = false;
  const leave = async () => {
    underWay = true;
    while (waiting.length > 0) await settleAll(run, waiting.splice(0, largest));
    underWay = false;
  };
  return (one) =>
    new Promise((settle, fail) => {
      waiting.push({ one, settle, fail });
      if (!underWay) void leave();
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
