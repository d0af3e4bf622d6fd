import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Order, PressAnswer, Pressed, PressRequest } from './order.ts';

export interface PressOptions {
  /** Documents after which the process is replaced by a fresh one. Default 100. */
  readonly recycleAfter?: number;
  /** Milliseconds one document may take. Default 30,000. */
  readonly timeout?: number;
}

export interface Press {
  /**
   * Makes one document; several asked for at once are made one after the other. Throws when the template is wrong, the
   * process died or the time is over: it may be asked again, the next document gets a fresh process.
   */
  pressPdf(order: Order): Promise<Pressed>;
  /** Presses against PDF/UA-1, which refuses what is not accessible: for the tests of templates. */
  checkAccessible(order: Order): Promise<Pressed>;
  close(): void;
}

/** A press with a process of its own, started when the first document is asked for. */
export function createPress({ recycleAfter = 100, timeout = 30_000 }: PressOptions = {}): Press {
  let child: ChildProcess | undefined;
  let made = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const discard = () => {
    child?.kill('SIGKILL');
    child = undefined;
    made = 0;
  };
  const press = async (request: PressRequest): Promise<Pressed> => {
    child ??= startProcess();
    try {
      const answer = await ask(child, request, timeout);
      made += 1;
      if (made >= recycleAfter) discard();
      if (answer.kind === 'failed') throw new Error(`the document could not be made: ${answer.reason}`);
      return { pdf: answer.pdf, replaced: answer.replaced };
    } catch (error) {
      if (error instanceof PressLost) discard();
      throw error;
    }
  };
  const inTurn = (request: PressRequest) => {
    const next = turn.then(() => press(request));
    turn = next.catch(() => undefined);
    return next;
  };
  return {
    pressPdf: (order) => inTurn({ ...order, standard: 'a-2a' }),
    checkAccessible: (order) => inTurn({ ...order, standard: 'ua-1' }),
    close: discard,
  };
}

class PressLost extends Error {}

function startProcess(): ChildProcess {
  const fromSource = import.meta.filename.endsWith('.ts');
  const script = join(import.meta.dirname, `press-process.${fromSource ? 'ts' : 'js'}`);
  const child = fork(script, {
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    serialization: 'advanced',
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', TZ: 'UTC' },
  });
  // It must not keep alive who started it, nor speak of its death to nobody.
  child.unref();
  child.channel?.unref();
  child.on('error', () => undefined);
  return child;
}

function ask(child: ChildProcess, request: PressRequest, timeout: number): Promise<PressAnswer> {
  return new Promise((resolve, reject) => {
    const lose = (why: string) => () => end(() => reject(new PressLost(`the press ${why}`)));
    const onExit = lose('died');
    const timer = setTimeout(lose(`took more than ${timeout} ms`), timeout);
    const onMessage = (answer: PressAnswer) => end(() => resolve(answer));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      child.off('message', onMessage);
      child.channel?.unref();
      settle();
    };
    child.on('exit', onExit);
    child.on('message', onMessage);
    child.channel?.ref();
    child.send({ ...request }, (error) => {
      if (error !== null) onExit();
    });
  });
}
