// Biome does the general rules and the format; ESLint is here for the React Compiler's rules alone.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default [
  {
    ignores: [
      'test/examples',
      'dist',
      'storybook-static',
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
];
