import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SaysoError } from '../errors';

/** Draws in a thread of its own: while it does, requests are answered. */
export interface Drawer {
  /** What Graphviz answers, in its format json0. */
  layout: (dot: string) => Promise<string>;
  png: (svg: string) => Promise<Uint8Array>;
  close: () => Promise<void>;
}

type Kind = 'layout' | 'png';
type Drawn = { id: number; result: string | Uint8Array } | { id: number; error: string };
interface Waiting {
  resolve: (result: string | Uint8Array) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** So many drawings wait at most. */
const mostWaiting = 64;
/** The last ones are kept: a picture is asked for again and again, and changes seldom. */
const keptByDefault: Record<Kind, number> = { layout: 200, png: 50 };

/**
 * @param patienceMs how long a drawing may take, the wait for others included
 * The thread starts with the first drawing. It is given up, and started anew, where a drawing fails or takes too long:
 * WebAssembly that was interrupted is in no state to go on.
 */
export function createDrawer({ patienceMs = 30_000, mostKept = keptByDefault } = {}): Drawer {
  const waiting = new Map<number, Waiting>();
  const kept: Record<Kind, Map<string, Promise<string | Uint8Array>>> = { layout: new Map(), png: new Map() };
  let worker: Worker | null = null;
  let last = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(join(__dirname, 'picture-worker.cjs'));
    started.unref();
    started.on('message', (drawn: Drawn) => {
      const one = waiting.get(drawn.id);
      if (!one) return;
      waiting.delete(drawn.id);
      clearTimeout(one.timer);
      if ('result' in drawn) return one.resolve(drawn.result);
      one.reject(new Error(`A picture could not be drawn: ${drawn.error}`));
      giveUp(started, 'after a drawing failed');
    });
    started.on('error', (error) => giveUp(started, error.message));
    started.on('exit', () => giveUp(started, 'it ended'));
    return started;
  }

  function giveUp(given: Worker, why: string): void {
    if (worker !== given) return;
    worker = null;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new Error(`The thread that draws was given up: ${why}.`));
    }
    waiting.clear();
    void given.terminate();
  }

  function draw(kind: Kind, text: string): Promise<string | Uint8Array> {
    if (closed) return Promise.reject(new Error('The drawer is closed.'));
    if (waiting.size >= mostWaiting) {
      return Promise.reject(new SaysoError('UNAVAILABLE', 'Too many pictures are being drawn. Try again in a moment.'));
    }
    const at = (worker ??= start());
    return new Promise((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => giveUp(at, `a drawing took longer than ${patienceMs} ms`), patienceMs);
      waiting.set(id, { resolve, reject, timer });
      at.postMessage({ id, kind, text });
    });
  }

  function remembered(kind: Kind, text: string): Promise<string | Uint8Array> {
    const key = createHash('sha256').update(text).digest('base64url');
    const all = kept[kind];
    const known = all.get(key);
    all.delete(key);
    const drawn = known ?? draw(kind, text);
    all.set(key, drawn);
    drawn.catch(() => all.get(key) === drawn && all.delete(key));
    for (const oldest of all.keys()) {
      if (all.size <= mostKept[kind]) break;
      all.delete(oldest);
    }
    return drawn;
  }

  return {
    layout: (dot) => remembered('layout', dot) as Promise<string>,
    png: (svg) => remembered('png', svg) as Promise<Uint8Array>,
    close: async () => {
      closed = true;
      const given = worker;
      if (given) giveUp(given, 'the server ends');
      await given?.terminate();
    },
  };
}
