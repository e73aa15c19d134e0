import { Agent, request as httpRequest } from 'node:http';

/** One request to a server that is measured. */
export interface Asking {
  method: 'GET' | 'POST';
  /** With the leading slash. */
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

export interface Client {
  /** Asks once and reads the whole answer. @throws Error for anything but 200. */
  ask(asking: Asking): Promise<{ ms: number; text: string }>;
  close(): void;
}

/** A client with one connection that stays open. `url` has no path. */
export function openClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  const ask: Client['ask'] = ({ method, path, body, headers = {} }) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const options = { agent, hostname, port, method, path, headers: { ...headers, ...length } };
      const request = httpRequest(options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - start;
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve({ ms, text });
          else reject(new Error(`${url}${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        // node:http ends a connection that was idle for 5 s while the others were asked; the next request takes a new one.
        if (request.reusedSocket && error.code === 'ECONNRESET') resolve(ask({ method, path, body, headers }));
        else reject(error);
      });
      request.end(body);
    });
  return { ask, close: () => agent.destroy() };
}
