// Compares the compiler's messages for the mistakes in test/types/usages.test-d.tsx with the text after each
// `@ts-expect-error`.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE = `${root}test/types/usages.test-d.tsx`;
const DIRECTIVE = '// @ts-expect-error ';

const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [FILE] }, ts.sys, root);
const host = ts.createCompilerHost(options);
const { readFile } = host;
// Without the directives the compiler reports the mistakes.
host.readFile = (path) => (path === FILE ? readFile(path)?.replaceAll(DIRECTIVE, '// ') : readFile(path));
const program = ts.createProgram([FILE], options, host);
const source = program.getSourceFile(FILE);

const expected = new Map();
for (const [index, line] of (ts.sys.readFile(FILE) ?? '').split('\n').entries()) {
  if (line.trimStart().startsWith(DIRECTIVE)) expected.set(index + 1, line.trim().slice(DIRECTIVE.length));
}
const faults = [];
for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
  const { line } = ts.getLineAndCharacterOfPosition(source, start);
  const lines = ts
    .flattenDiagnosticMessageText(messageText, '\n')
    .split('\n')
    .map((text) => text.trim());
  if (!lines.includes(expected.get(line))) faults.push(`Line ${line + 1}:\n  ${lines.join('\n  ')}`);
  expected.delete(line);
}
for (const line of expected.keys()) faults.push(`Line ${line + 1} compiles.`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
} else {
  console.log('The compiler says what the file expects.');
}
