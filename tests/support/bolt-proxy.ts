import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What becomes of a COMMIT: it and its answer pass; the answer is withheld, or withheld and nobody is let in any more; or
 * the connection is cut as soon as the server has been sent it.
 */
export type Commit = 'pass' | 'lose the answer' | 'lose the answer and go down' | 'cut at once';

export interface BoltProxy {
  /** bolt://… of the proxy. */
  uri: string;
  /** How many connections were cut, and how many of them after the server had said that the commit succeeded. */
  cuts: { all: number; afterSuccess: number };
  /** After 'go down': lets connections in again. */
  comeBack(): void;
  close(): Promise<void>;
}

const begin = 0x11;
const commit = 0x12;
const success = 0x70;
const handshakeLength = 20;
/** The first version that a driver offers in order to be told the server's list (handshake manifest v1). */
const manifest = 0x1ff;

/**
 * A server between a driver and a Neo4j at `uri`, that cuts a connection between a COMMIT and its answer where `onCommit`
 * says so of a transaction. What a transaction sent is its messages from BEGIN to COMMIT, one after another.
 */
export async function startBoltProxy(uri: string, onCommit: (transaction: Buffer) => Commit): Promise<BoltProxy> {
  const { hostname, port } = new URL(uri);
  const cuts = { all: 0, afterSuccess: 0 };
  const pairs = new Set<{ client: Socket; upstream: Socket }>();
  let isDown = false;
  const goDown = () => {
    isDown = true;
    for (const { client } of pairs) client.destroy();
  };

  const server = createServer((client) => {
    if (isDown) return void client.destroy();
    const upstream = connect({ host: hostname, port: Number(port) });
    const pair = { client, upstream };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.setNoDelay(true).on('error', end).on('close', end);

    let transaction: Buffer[] = [];
    let fate: Commit = 'pass';
    const messages = messageReader((message) => {
      const signature = message[1];
      if (signature === begin) transaction = [];
      transaction.push(message);
      return signature === commit ? onCommit(Buffer.concat(transaction)) : 'pass';
    });
    // The first answer says whether the driver picks a version from a list, and then tells its choice.
    let hello: Buffer | null = null;
    const answers = messageReader((message) => {
      cuts.all++;
      if (message[1] === success) cuts.afterSuccess++;
      if (fate === 'lose the answer and go down') goDown();
      end();
      return fate;
    });

    let offered = 0;
    let choice = -1;
    client.on('data', (data) => {
      let rest = data;
      if (offered < handshakeLength) {
        const part = rest.subarray(0, handshakeLength - offered);
        offered += part.length;
        rest = rest.subarray(part.length);
      }
      // The choice is four bytes and one of capabilities; we know of none that needs a second.
      if (rest.length > 0 && choice < 0) choice = hello?.readUInt32BE(0) === manifest ? 5 : 0;
      if (choice > 0) {
        const part = rest.subarray(0, choice);
        choice -= part.length;
        rest = rest.subarray(part.length);
      }
      fate = messages(rest);
      if (fate === 'cut at once') {
        cuts.all++;
        upstream.write(data, end);
        return;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      // A driver sends no message before the handshake is over, so nothing of it stands beside a message.
      if (hello === null) hello = data;
      else if (fate !== 'pass') return void answers(data);
      client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts,
    comeBack: () => {
      isDown = false;
    },
    close: () =>
      new Promise((resolve) => {
        for (const { client, upstream } of pairs) {
          client.destroy();
          upstream.destroy();
        }
        server.close(() => resolve());
      }),
  };
}

/**
 * Takes a stream of chunks (two bytes of length, then as many bytes; length 0 ends a message) in any pieces, and shows each
 * whole message to `see`. Gives the first fate that is not 'pass'.
 */
function messageReader(see: (message: Buffer) => Commit): (data: Buffer) => Commit {
  let unread = Buffer.alloc(0);
  let chunks: Buffer[] = [];
  return (data) => {
    unread = Buffer.concat([unread, data]);
    let fate: Commit = 'pass';
    while (unread.length >= 2) {
      const length = unread.readUInt16BE(0);
      if (unread.length < 2 + length) break;
      if (length > 0) chunks.push(unread.subarray(2, 2 + length));
      unread = unread.subarray(2 + length);
      if (length > 0 || chunks.length === 0) continue;
      const seen = see(Buffer.concat(chunks));
      chunks = [];
      if (fate === 'pass') fate = seen;
    }
    return fate;
  };
}
