// Writes `llms.txt` and `llms-full.txt`, the documentation for AI tools, from the README, AGENTS.md, the guides, the error
// codes and the API reports. `npm run build` runs it, so a package always has current ones. Neither is in git.
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { replaceLinks } from './site-links.mjs';

const { description, homepage } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Title, file and topic. */
const PAGES = [
  ['README', 'README.md', 'what it does, a first app, going live'],
  ['For assistants', 'AGENTS.md', 'rules, entries, recipes and common mistakes'],
  ['Getting started', 'guides/getting-started.md', 'from the sandbox to real tokens'],
  ['Important defaults', 'guides/important-defaults.md', "what happens if you don't set an option"],
  ['What happens when', 'guides/what-happens-when.md', 'statuses, and what a session does at each moment'],
  ['Models and prices', 'guides/models-and-prices.md', 'names, sizes, and limits of a token'],
  ['RealtimeVideo taken apart', 'guides/realtime-video-taken-apart.md', 'parts, and state in CSS'],
  ['Migration', 'guides/migration.md', 'from a component on the SDK'],
  ['Authentication', 'guides/authentication.md', 'token route, proxy, users'],
  ['Time and money', 'guides/time-and-money.md', 'limits, usage, payment'],
  ['Theming', 'guides/theming.md', 'CSS, your own elements, languages, texts'],
  ['Testing your app', 'guides/testing-your-app.md', 'in jsdom, and on the sandbox'],
  ['Troubleshooting', 'guides/troubleshooting.md', 'what goes wrong, by symptom and by code'],
  ['Going to production', 'guides/going-to-production.md', 'a checklist'],
  ['Examples', 'examples/README.md', 'which of the three ways to authenticate, and complete apps'],
];
/** Where the site's pages are. */
const SITE = 'docs/src/content/docs/';
const ENTRIES = ['', '-parts', '-server', '-server-redis', '-sandbox', '-testing'];

/** The table of error codes: a TypeScript file without imports. */
async function errorTable() {
  const source = readFileSync('docs/src/errorCodes.ts', 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext } });
  const { ERROR_ADVICE } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  const rows = Object.entries(ERROR_ADVICE).map(
    ([code, { what, why, todo }]) => `- \`${code}\`: ${what} ${why} ${todo}`,
  );
  return `# Error codes\n\n${withAddresses(rows.join('\n'), 'errors')}\n`;
}

/** The signatures of an entry, without the report's header. */
function signatures(entry) {
  const report = readFileSync(`api/decart-react${entry}.api.md`, 'utf8');
  const code = /```ts\n(.*)```/s.exec(report)?.[1] ?? '';
  const lines = code.split('\n').filter((line) => !line.startsWith('// ') && line.trim() !== '');
  return `# API: decart-react${entry.replaceAll('-', '/')}\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`;
}

/** A page of the site has its title in front of its text. @param {string} text */
const withHeading = (text) => text.replace(/^---\n(?:.*\n)*?title: (.*)\n(?:.*\n)*?---\n/, '# $1\n');

/** @param {string} text @param {string} folder */
const withAddresses = (text, folder) =>
  replaceLinks(text, folder, (page, search, hash) => `${homepage}${page}/${search}${hash}`);

const pathOf = (page) => (page.startsWith('guides/') ? SITE + page : page);
const pages = PAGES.map(([, page]) => {
  const text = withHeading(readFileSync(pathOf(page), 'utf8')).trim();
  return page.startsWith('guides/') ? withAddresses(text, 'guides') : text;
});
const full = [...pages, await errorTable(), ...ENTRIES.map(signatures)].join('\n\n---\n\n');
writeFileSync('llms-full.txt', `${full.trim()}\n`);

const index = PAGES.map(
  ([title, path, about]) => `- [${title}](llms-full.txt): ${about} (\`${pathOf(path)}\`)`,
);
writeFileSync(
  'llms.txt',
  `# decart-react

> ${description}

The pages below follow one another in llms-full.txt, with every error code and every exported signature after them.

## Documentation

${index.join('\n')}

## In the package

- [AGENTS.md](AGENTS.md): how an app uses this package, in one page
- [CHANGELOG.md](CHANGELOG.md): what changed
- \`dist/*.d.ts\`: the types, with comments and examples
`,
);
