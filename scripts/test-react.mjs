// Runs the tests that render something with another version of React: node scripts/test-react.mjs 18.2.0 [unit] ['browser*']
import { spawnSync } from 'node:child_process';

const TESTS = [
  'test/react.',
  'test/provider',
  'test/ssr',
  'test/hooks/useRealtimeStream.browser',
  'test/query/useProcess',
  'test/components/ImageEditor',
  'test/components/part',
  'test/components/RealtimeVideo',
];

const [version, ...projects] = process.argv.slice(2);
const select = (projects.length > 0 ? projects : ['unit', 'browser*']).flatMap((name) => ['--project', name]);

run('npm', ['ci', '--prefix', `test/react-${version}`, '--ignore-scripts', '--no-audit', '--no-fund']);
run('npx', ['vitest', 'run', '--tags-filter=!long', ...select, ...TESTS]);

function run(command, args) {
  const env = { ...process.env, VITE_REACT: version };
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
