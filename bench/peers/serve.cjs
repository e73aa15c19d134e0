const { createServer } = require('node:http');

/**
 * What every program here does when it is started: says its port in one line of JSON on stdout, and stops on SIGTERM.
 * @param {number} port
 * @param {() => Promise<unknown>} stop
 */
exports.announce = (port, stop) => {
  process.once('SIGTERM', () => void stop().finally(() => process.exit(0)));
  process.stdout.write(`${JSON.stringify({ port })}\n`);
};

/** The port to listen on: PORT, or any free one. */
exports.portOf = (env) => Number(env.PORT ?? 0);

/**
 * A bare HTTP server without a framework: /claim?id=… and /page answer with the text that these functions give.
 * @param {{ claim: (id: string) => Promise<string>, page: () => Promise<string>, close: () => Promise<void> }} reads
 * @param {number} port 0 is any
 */
exports.serveBare = (reads, port) => {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bare');
    const answer =
      url.pathname === '/claim'
        ? reads.claim(url.searchParams.get('id') ?? '')
        : url.pathname === '/page'
          ? reads.page()
          : undefined;
    if (!answer) return void response.writeHead(404).end();
    answer.then(
      (text) => {
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      },
      (error) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
  server.listen(port, '127.0.0.1', () => {
    exports.announce(server.address().port, async () => {
      server.closeAllConnections();
      server.close();
      await reads.close();
    });
  });
};
