// 1 GiB up and 1 GiB down through the Node adapter and the proxy, against a plain `node:http` pipe, in the same run.
//
//   npm run build && node bench/server.mjs [--mib 1024] [--rounds 5] [--server ./dist/server.js]
//
// The client, the upstream, the pipe and the proxy are processes of their own. Both ways are measured alternately, and the
// medians compared, so that whatever else the machine does hits both. Prints a JSON object as its last line; exits with 1
// when the proxy is slower than 0.9 of the pipe, or its memory grows by 64 MiB or more.
import { fork } from 'node:child_process';
import { createServer, get, request } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const MIB = 1024 * 1024;
const LIMITS = { ratio: 0.9, growthMib: 64 };
const CHUNK = Buffer.alloc(64 * 1024, 7);

/** Writes `size` bytes as fast as the other side takes them. */
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
  /** Decart, as far as this matters: takes a body and counts it, or sends one. */
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

/** A child's side: serve on a free port, and tell the memory's peak and the time on the CPU since the last question. */
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

async function compare(name, transfer, { pipe, proxy, size, rounds }) {
  const results = { pipe: [], proxy: [] };
  // The code that is loaded with the first requests is no growth: it stays the same however much goes through.
  for (const { port } of [pipe, proxy]) await transfer(port, 16 * MIB);
  const before = (await stats(proxy)).peak;
  await stats(pipe);
  let peak = 0;
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? ['pipe', 'proxy'] : ['proxy', 'pipe'];
    for (const way of order) {
      const server = { pipe, proxy }[way];
      const startedAt = performance.now();
      await transfer(server.port, size);
      const seconds = (performance.now() - startedAt) / 1000;
      const { cpuMs, peak: rss } = await stats(server);
      results[way].push({ mibPerSecond: size / MIB / seconds, cpuMs });
      if (way === 'proxy') peak = Math.max(peak, rss);
    }
  }
  const speed = (way) => median(results[way].map(({ mibPerSecond }) => mibPerSecond));
  const cpu = (way) => median(results[way].map(({ cpuMs }) => cpuMs));
  return {
    name,
    mibPerSecond: Math.round(speed('proxy')),
    pipeMibPerSecond: Math.round(speed('pipe')),
    ratio: Number((speed('proxy') / speed('pipe')).toFixed(3)),
    cpuMs: Math.round(cpu('proxy')),
    pipeCpuMs: Math.round(cpu('pipe')),
    growthMib: Number(((peak - before) / MIB).toFixed(1)),
  };
}

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    options: { type: 'string', default: '{}' },
    mib: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '5' },
    server: { type: 'string', default: './dist/server.js' },
  },
});

if (values.role) {
  await serve(values.role, JSON.parse(values.options));
} else {
  const upstream = await start('upstream');
  const options = { upstream: upstream.port, server: pathToFileURL(values.server).href };
  const pipe = await start('pipe', options);
  const proxy = await start('proxy', options);
  const how = { pipe, proxy, size: Number(values.mib) * MIB, rounds: Number(values.rounds) };
  const results = [await compare('upload', upload, how), await compare('download', download, how)];
  for (const { child } of [upstream, pipe, proxy]) child.disconnect();
  console.table(results);
  const passed = results.every(
    ({ ratio, growthMib }) => ratio >= LIMITS.ratio && growthMib < LIMITS.growthMib,
  );
  console.log(JSON.stringify({ benchmark: 'server', mib: Number(values.mib), passed, results }));
  process.exitCode = passed ? 0 : 1;
}
