// Checks what `npm publish` would publish: only the intended files, without a warning. Prints the size.
//
//   npm run build && node scripts/check-publish.mjs [--release]
//
// `--release` also refuses addresses that don't exist yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EXPECTED =
  /^(package\.json|README\.md|AGENTS\.md|llms(-full)?\.txt|CHANGELOG\.md|LICENSE|dist\/[\w.-]+\.(js|js\.map|d\.ts|css)|dist\/client\/[\w./-]+\.js(\.map)?|dist\/locales\/\w+\.(js|js\.map|d\.ts)|dist\/registry\/[\w-]+\.json)$/;
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** @param {string} why */
function refuse(why) {
  console.error(why);
  process.exit(1);
}

const { status, stdout, stderr } = spawnSync('npm', ['publish', '--dry-run', '--json'], {
  encoding: 'utf8',
});
if (status !== 0) refuse(`npm publish --dry-run failed:\n${stderr}`);
// Being logged out isn't a fault of the package.
const warnings = stderr.split('\n').filter((line) => /^npm warn/i.test(line) && !/logged in/.test(line));
if (warnings.length > 0) refuse(`npm publish --dry-run warns:\n${warnings.join('\n')}`);

const answer = JSON.parse(stdout);
const { files, size, unpackedSize } = answer[manifest.name] ?? answer;
const unexpected = files.map(({ path }) => path).filter((path) => !EXPECTED.test(path));
if (unexpected.length > 0) refuse(`These files shouldn't be published: ${unexpected.join(', ')}`);

const missingFiles = manifest.files.filter((name) => !files.some(({ path }) => path.startsWith(name)));
if (missingFiles.length > 0) refuse(`These files are missing: ${missingFiles.join(', ')}`);

const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
console.log(`${files.length} files, ${kB(size)} packed, ${kB(unpackedSize)} unpacked.`);

// Names under .example can't be registered.
const addresses = [manifest.homepage, manifest.bugs, manifest.repository.url];
const missing = addresses.filter((address) => new URL(address).hostname.endsWith('.example'));
if (process.argv.includes('--release') && missing.length > 0) {
  refuse(`Put the real addresses into package.json first: ${missing.join(', ')}`);
}
