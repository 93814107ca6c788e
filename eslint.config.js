// Biome does the general rules and the format; ESLint is here for the React Compiler's rules, and for the layers.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// From below; a folder imports only of those before it. Drawn in ARCHITECTURE.md.
const LAYERS = [
  'errors',
  'store',
  'labels',
  'locales',
  'limits',
  'usage',
  'auth',
  'client',
  'requests',
  'media',
  'video',
  'capture',
  'connectivity',
  'reconnect',
  'realtime',
  'viewer',
  'provider',
  'hooks',
  'query',
  'components',
  'testing',
];

// Missing in Chrome 117 or Safari 16.4: the oldest browsers that the README names.
const TOO_NEW = [
  ['URL', 'canParse'],
  ['URL', 'parse'],
  ['AbortSignal', 'any'],
  ['Promise', 'withResolvers'],
  ['Promise', 'try'],
  ['Object', 'groupBy'],
];

function keepApart(folder, others, message) {
  const regex = `^(\\.\\./)+(${others.join('|')})/`;
  return {
    files: [`src/${folder}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
  };
}

export default [
  {
    ignores: [
      'test/examples',
      'dist',
      'storybook-static',
      'docs/.astro',
      'docs/.check',
      'docs/dist',
      'test/apps/.build',
      'test/frameworks/.build',
      'test/styles/.build',
      'coverage',
      'examples/**/.next',
      'examples/**/dist',
      '**/node_modules',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
  },
  { files: ['**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/server/**', 'src/sandbox/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...TOO_NEW.map(([object, property]) => ({
          object,
          property,
          message: 'The oldest supported browsers lack it, see README.md.',
        })),
      ],
    },
  },
  ...LAYERS.map((folder, i) =>
    keepApart(
      folder,
      [...LAYERS.slice(i + 1), 'server', 'sandbox'],
      'Imports go down only, see ARCHITECTURE.md.',
    ),
  ),
  keepApart(
    'server',
    // It has its own limits, which its folders import from one level up.
    [...LAYERS.filter((name) => !['errors', 'limits'].includes(name)), '\\.\\./limits', 'sandbox'],
    'The server half shares only `errors`.',
  ),
  keepApart('sandbox', [...LAYERS, 'server'], 'The sandbox imports nothing of the library.'),
];
