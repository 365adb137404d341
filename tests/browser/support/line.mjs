// A line between a browser and the server that can be cut and mended: a browser's own "offline" leaves open streams alone.
import http from 'node:http';
import net from 'node:net';

export async function line() {
  const open = new Set();
  let isCut = false;
  const server = http.createServer((asked, answer) => {
    const { hostname, port, pathname, search } = new URL(asked.url);
    const on = http.request({ hostname, port, path: pathname + search, method: asked.method, headers: asked.headers }, (back) => {
      answer.writeHead(back.statusCode, back.headers);
      answer.flushHeaders();
      back.pipe(answer);
      back.on('error', () => answer.destroy());
    });
    on.on('error', () => answer.destroy());
    answer.on('close', () => on.destroy());
    asked.pipe(on);
  });
  // A WebSocket through a proxy: browsers ask for a tunnel, also where it is not encrypted.
  server.on('connect', (asked, socket) => {
    const { hostname, port } = new URL('http://' + asked.url);
    const on = net.connect(Number(port), hostname, () => { socket.write('HTTP/1.1 200 OK\r\n\r\n'); on.pipe(socket); socket.pipe(on); });
    on.on('error', () => socket.destroy());
    socket.on('error', () => on.destroy());
    socket.on('close', () => on.destroy());
  });
  server.on('connection', (socket) => {
    if (isCut) { socket.destroy(); return; }
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const cut = () => { isCut = true; for (const it of open) it.destroy(); };
  return {
    // Browsers go past a proxy to their own machine unless told not to; Firefox cannot be told here.
    proxy: { server: 'http://127.0.0.1:' + server.address().port, bypass: '<-loopback>' },
    cut,
    mend() { isCut = false; },
    async end() { cut(); await new Promise((done) => server.close(done)); },
  };
}
