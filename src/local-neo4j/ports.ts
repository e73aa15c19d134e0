import { connect, createServer, type AddressInfo, type Server } from 'node:net';

const host = '127.0.0.1';

export interface Ports {
  bolt: number;
  http: number;
}

/** The wanted ports where they are free (0: any), else free ones that the system chooses. */
export async function choosePorts(wanted: Ports): Promise<Ports> {
  const [boltIsFree, httpIsFree] = await Promise.all([isFree(wanted.bolt), isFree(wanted.http)]);
  const [a, b] = await anyFree();
  const bolt = boltIsFree ? wanted.bolt : a;
  return { bolt, http: httpIsFree && wanted.http !== bolt ? wanted.http : b };
}

/** Whether something accepts connections there, on this machine. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

async function isFree(port: number): Promise<boolean> {
  if (port === 0) return false;
  // On macOS a port that another program listens on at 0.0.0.0 can still be bound at 127.0.0.1: so ask both ways.
  if (await listens(port)) return false;
  const server = await listen(port).catch(() => null);
  await (server && close(server));
  return server !== null;
}

/** Two at once, so that they differ. */
async function anyFree(): Promise<[number, number]> {
  const servers = await Promise.all([listen(0), listen(0)]);
  const [a, b] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return [a as number, b as number];
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
