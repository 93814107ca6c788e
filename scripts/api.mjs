// Writes what each entry exports into `api/*.api.md`, from the built declarations; with `--check`, says whether that is
// still so. A report is read in review: a rename or a changed type shows there.
//
//   npm run api          builds, and writes
//   npm run check:api    after `npm run build`
import { existsSync, mkdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

/** What is built, and the name of its report. */
const ENTRIES = {
  index: 'decart-react',
  parts: 'decart-react-parts',
  server: 'decart-react-server',
  redis: 'decart-react-server-redis',
  sandbox: 'decart-react-sandbox',
  testing: 'decart-react-testing',
  'locales/de': 'decart-react-locales-de',
  'locales/es': 'decart-react-locales-es',
  'locales/fr': 'decart-react-locales-fr',
  'locales/ja': 'decart-react-locales-ja',
};
const quiet = { default: { logLevel: ExtractorLogLevel.None } };
const isCheck = process.argv.includes('--check');

function configFor(entry, name) {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: resolve('.'),
      mainEntryPointFilePath: resolve(`dist/${entry}.d.ts`),
      compiler: { tsconfigFilePath: resolve('tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: resolve('api'),
        reportTempFolder: resolve('node_modules/.cache/decart-react-api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: quiet,
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet,
      },
    },
    configObjectFullPath: resolve('scripts/api.mjs'),
    packageJsonFullPath: resolve('package.json'),
  });
}

mkdirSync('api', { recursive: true });
const configs = Object.entries(ENTRIES).map(([entry, name]) => configFor(entry, name));
const additionalEntryPoints = configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
// One program for all entries: most of the time is spent reading React's and the SDK's types.
const compilerState = CompilerState.create(configs[0], { additionalEntryPoints });

const changed = configs.filter((config) => {
  const isNew = !existsSync(config.reportFilePath);
  const { apiReportChanged } = Extractor.invoke(config, {
    compilerState,
    localBuild: !isCheck,
    // Changed reports are listed below, all at once.
    messageCallback(message) {
      message.handled =
        message.messageId.startsWith('console-') && message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  return apiReportChanged || isNew;
});
const names = changed.map(({ reportFilePath }) => relative('.', reportFilePath)).join(', ');
if (changed.length === 0) console.log('The API matches api/*.api.md.');
else if (isCheck) {
  console.error(`The API no longer matches ${names}. Run \`npm run api\`, and commit the changes.`);
  process.exitCode = 1;
} else console.log(`Written: ${names}.`);
