// 1 GiB up and 1 GiB down through the Node adapter and the proxy, against a plain `node:http` pipe, in the same run.
//
//   npm run build && node bench/server.mjs [--mib 1024] [--pairs 24] [--server ./dist/server.js]
//
// The client, the upstream, the pipe and the proxy are processes of their own. Memory is measured over a whole GiB. Speed is
// the median of many short pairs, one after the other, so that other load affects both equally. Prints a JSON object as its
// last line; exits with 1 when the proxy is slower than 0.95 of the pipe, or its memory grows by 64 MiB or more.
import { fork } from 'node:child_process';
import { createServer, get, request } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const MIB = 1024 * 1024;
const LIMITS = { ratio: 0.95, growthMib: 64 };
const CHUNK = Buffer.alloc(64 * 1024, 7);

/** Writes `size` bytes as fast as the other side accepts them. */
function pour(target, size) {
  let sent = 0;
  const write = () => {
    while (sent < size) {
      sent += CHUNK.length;
      if (!target.write(CHUNK)) return target.once('drain', write);
    }
    target.end();
  };
  write();
}

const roles = {
  /** A minimal Decart: counts the bytes of a body, or sends one. */
  upstream: () =>
    createServer((req, res) => {
      if (req.method === 'POST') {
        let size = 0;
        req.on('data', (chunk) => {
          size += chunk.length;
        });
        req.on('end', () => res.end(JSON.stringify({ size })));
        return;
      }
      const size = Number(new URL(req.url, 'http://localhost').searchParams.get('size'));
      res.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size });
      pour(res, size);
    }),

  pipe: ({ upstream }) =>
    createServer((req, res) => {
      const options = { port: upstream, method: req.method, path: req.url, headers: req.headers };
      const up = request(options, (answer) => {
        res.writeHead(answer.statusCode, answer.headers);
        answer.pipe(res);
      });
      req.pipe(up);
    }),

  async proxy({ upstream, server }) {
    const { createProxyHandler, toNodeHandler } = await import(server);
    const baseUrl = `http://127.0.0.1:${upstream}`;
    const options = {
      basePath: '/',
      authorize: 'public',
      apiKey: 'dct_benchmark',
      baseUrl,
      rateLimit: false,
    };
    return createServer(toNodeHandler(createProxyHandler(options)));
  },
};

/** In a child process: serves on a free port, and reports peak memory and CPU time since the last report. */
async function serve(role, options) {
  const server = await roles[role](options);
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  setInterval(look, 5).unref();
  let cpu = process.cpuUsage();
  process.on('message', () => {
    look();
    const { user, system } = process.cpuUsage(cpu);
    process.send({ peak, cpuMs: (user + system) / 1000 });
    peak = 0;
    cpu = process.cpuUsage();
  });
  process.on('disconnect', () => process.exit());
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
}

function answerOf(child) {
  return new Promise((resolve, reject) => {
    const onExit = (code) => reject(new Error(`A server ended with ${code}.`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

async function start(role, options = {}) {
  const child = fork(fileURLToPath(import.meta.url), ['--role', role, '--options', JSON.stringify(options)]);
  const { port } = await answerOf(child);
  return { child, port };
}

function stats({ child }) {
  const answer = answerOf(child);
  child.send('stats');
  return answer;
}

function download(port, size) {
  return new Promise((resolve, reject) => {
    const path = `/v1/jobs/job/content?size=${size}`;
    get({ port, path, host: '127.0.0.1', agent: false }, (res) => {
      let got = 0;
      res.on('data', (chunk) => {
        got += chunk.length;
      });
      res.on('end', () => (got === size ? resolve() : reject(new Error(`${got} of ${size} bytes came.`))));
    }).on('error', reject);
  });
}

function upload(port, size) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'video/mp4', 'content-length': size };
    const path = '/v1/generate/model';
    const req = request({ port, path, host: '127.0.0.1', method: 'POST', headers, agent: false }, (res) => {
      let text = '';
      res.on('data', (chunk) => {
        text += chunk;
      });
      res.on('end', () => (text === `{"size":${size}}` ? resolve() : reject(new Error(text))));
    });
    req.on('error', reject);
    pour(req, size);
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** MiB a second, and milliseconds of CPU time a GiB. */
async function measure(transfer, server, size) {
  await stats(server);
  const startedAt = performance.now();
  await transfer(server.port, size);
  const seconds = (performance.now() - startedAt) / 1000;
  const { cpuMs, peak } = await stats(server);
  return { speed: size / MIB / seconds, cpuMs: (cpuMs * 1024 * MIB) / size, peak };
}

async function compare(name, transfer, { pipe, proxy, size, pairs }) {
  // Code that is loaded by the first requests doesn't count: it doesn't grow with the traffic.
  for (const { port } of [pipe, proxy]) await transfer(port, 16 * MIB);
  const before = (await stats(proxy)).peak;
  const { peak } = await measure(transfer, proxy, size);

  const results = { pipe: [], proxy: [] };
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = pair % 2 === 0 ? ['pipe', 'proxy'] : ['proxy', 'pipe'];
    for (const way of order) results[way].push(await measure(transfer, { pipe, proxy }[way], size / 8));
  }
  const middle = (way, what) => Math.round(median(results[way].map((result) => result[what])));
  const ratios = results.proxy.map(({ speed }, pair) => speed / results.pipe[pair].speed);
  return {
    name,
    ratio: Number(median(ratios).toFixed(3)),
    mibPerSecond: middle('proxy', 'speed'),
    pipeMibPerSecond: middle('pipe', 'speed'),
    cpuMs: middle('proxy', 'cpuMs'),
    pipeCpuMs: middle('pipe', 'cpuMs'),
    growthMib: Number(((peak - before) / MIB).toFixed(1)),
  };
}

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    options: { type: 'string', default: '{}' },
    mib: { type: 'string', default: '1024' },
    pairs: { type: 'string', default: '24' },
    server: { type: 'string', default: './dist/server.js' },
  },
});

if (values.role) {
  await serve(values.role, JSON.parse(values.options));
} else {
  const size = Number(values.mib) * MIB;
  const pairs = Number(values.pairs);
  const results = [];
  for (const [name, transfer] of Object.entries({ upload, download })) {
    const upstream = await start('upstream');
    const options = { upstream: upstream.port, server: pathToFileURL(values.server).href };
    const pipe = await start('pipe', options);
    const proxy = await start('proxy', options);
    results.push(await compare(name, transfer, { pipe, proxy, size, pairs }));
    for (const { child } of [upstream, pipe, proxy]) child.disconnect();
  }
  console.table(results);
  const passed = results.every(
    ({ ratio, growthMib }) => ratio >= LIMITS.ratio && growthMib < LIMITS.growthMib,
  );
  console.log(JSON.stringify({ benchmark: 'server', mib: Number(values.mib), passed, results }));
  process.exitCode = passed ? 0 : 1;
}
