// Runs the tests of a live session with the newest SDK, or another version, and lists what breaks: first what
// `src/realtime/connection.ts` relies on, with what to do. Changes nothing of the project's own installation.
//
//   npm run check:sdk [-- 0.1.19]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const SDK = '@decartai/sdk';
// Inside the repository: Vite serves nothing from elsewhere to the browser.
const FOLDER = resolve('node_modules/.cache/decart-react-sdk');
const REPORT = join(FOLDER, 'report.json');
const CONTRACT = ['test/contract/sdk'];
const SESSIONS = ['test/contract/contract', 'test/contract/service', 'test/hooks', 'test/faults'];
/** If nothing works, every test runs into its timeout. */
const ENOUGH = 10;

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function install(version) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }');
  const options = ['--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', ['install', `${SDK}@${version}`, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  return readJson(join(FOLDER, 'node_modules', SDK, 'package.json')).version;
}

/** How many tests passed, and which failed, with the first line of each error. */
function runTests(...options) {
  const args = ['vitest', 'run', '--project', 'browser-sessions', ...options];
  const report = ['--reporter=json', `--outputFile.json=${REPORT}`];
  const env = { ...process.env, VITE_SDK: FOLDER };
  rmSync(REPORT, { force: true });
  spawnSync('npx', [...args, ...report], { stdio: ['inherit', 'ignore', 'inherit'], env });
  const { testResults, numPassedTests } = readJson(REPORT);
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('.', name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && tests.length === 0) return [{ file, title: 'does not run', why: message }];
    return tests.map(({ title, failureMessages }) => ({ file, title, why: failureMessages[0] ?? '' }));
  });
  for (const { file, title, why } of failed) console.log(`${file}: ${title}\n  ${why.split('\n')[0]}\n`);
  return { failed: failed.length, passed: numPassedTests };
}

const pinned = readJson('package.json').dependencies[SDK];
const version = install(process.argv[2] ?? 'latest');
console.log(`\n${SDK} ${version}; this project has ${pinned}.\n\nWhat connection.ts relies on:\n`);
const contract = runTests(...CONTRACT);
console.log(`${contract.passed} tests pass, ${contract.failed} fail.\n`);
console.log(`Live sessions, for a few minutes, or until about ${ENOUGH} tests failed:\n`);
const sessions = runTests(...SESSIONS, `--bail=${ENOUGH}`);
console.log(`${sessions.passed} tests pass, ${sessions.failed} fail.`);
process.exitCode = contract.failed + sessions.failed === 0 ? 0 : 1;
