// Writes each TypeScript example of the documentation (Markdown, docs pages, `@example` in the sources) into a separate file
// for `npm run types`. Adds the context that an example leaves out.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { imports, own } from './example-context.mjs';

const root = new URL('../', import.meta.url);
const folder = new URL('test/examples/', root);

/** @param {string} top @param {RegExp} pattern */
const find = (top, pattern) =>
  readdirSync(new URL(top, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => `${top}/${path}`)
    .sort();

/** Generated from the sources, whose examples are already included. */
const GENERATED = /^docs\/src\/content\/docs\/(api|errors)\//;

const SOURCES = [
  'README.md',
  'AGENTS.md',
  'examples/README.md',
  ...find('stories', /\.mdx?$/),
  ...find('docs/src/content/docs', /\.mdx?$/).filter((path) => !GENERATED.test(path)),
  ...find('src', /\.tsx?$/),
];

/** @param {string} source */
function examplesOf(source) {
  const text = readFileSync(new URL(source, root), 'utf8');
  if (!source.startsWith('src/')) return [...text.matchAll(/^```(tsx?)\n(.*?)^```$/gms)];
  const comments = [...text.matchAll(/^ *\/\*\*\n(.*?)\*\/$/gms)].map(([, lines]) =>
    lines.replaceAll(/^ *\* ?/gm, ''),
  );
  return comments.flatMap((comment) => [
    ...comment.matchAll(/^```(tsx?)\n(.*?)^```$/gms),
    ...comment.matchAll(/^@example (?=\w+\.)()(.*)$/gm),
  ]);
}

/** @param {ts.Node} node */
const isHookCall = (node) =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^use[A-Z]/.test(node.expression.text);

/**
 * The undeclared names in an example; whether it has a `return` or calls a hook outside a function, and so is the body of a
 * component or a hook; and what such a body declares.
 *
 * @param {string} code
 */
function read(code) {
  const file = ts.createSourceFile('example.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const used = new Set();
  const declared = new Set();
  const locals = new Set();
  let returns = false;
  let callsHook = false;
  /** @param {ts.Node} node @param {boolean} inFunction */
  function visit(node, inFunction) {
    if (!inFunction) {
      returns ||= ts.isReturnStatement(node);
      callsHook ||= isHookCall(node);
    }
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isMember =
        (ts.isPropertyAccessExpression(parent) ||
          ts.isPropertyAssignment(parent) ||
          ts.isJsxAttribute(parent)) &&
        parent.name === node;
      const isDeclaration =
        'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
      if (!isMember) (isDeclaration ? declared : used).add(node.text);
      const isVariable = ts.isVariableDeclaration(parent) || ts.isBindingElement(parent);
      if (isVariable && isDeclaration && !inFunction) locals.add(node.text);
    }
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  }
  visit(file, false);
  const last = file.statements.at(-1);
  return {
    free: new Set([...used].filter((name) => !declared.has(name))),
    locals: [...locals],
    returns,
    callsHook,
    endsWithReturn: last !== undefined && ts.isReturnStatement(last),
  };
}

/** @param {string} example */
function complete(example) {
  const [directive = ''] = example.match(/^'use client';.*\n/) ?? [];
  const code = example.slice(directive.length);
  const { free, locals, returns, callsHook, endsWithReturn } = read(code);
  const around = [
    ...imports.filter(({ name }) => free.has(name)).map(({ line }) => line),
    ...Object.entries(own).flatMap(([name, line]) => (free.has(name) ? [`export ${line}`] : [])),
  ];
  // Its declarations are returned or exported, so that they don't count as unused.
  const exported = () => code.replaceAll(/^(?=(const|async function|function) )/gm, 'export ');
  const asHook = () => `export function useExample() {\n${code}\nreturn { ${locals.join(', ')} };\n}`;
  const asComponent = () =>
    `export function Example() {\n${code}\n${endsWithReturn ? '' : 'return null;\n'}}`;
  const body = returns ? asComponent() : callsHook ? asHook() : exported();
  return [directive, ...around, '', body, '', 'export {};', ''].join('\n');
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let count = 0;
for (const source of SOURCES) {
  for (const [index, [, extension, code]] of examplesOf(source).entries()) {
    const name = `${source.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}-${index + 1}.${extension || 'ts'}`;
    writeFileSync(new URL(name, folder), `// From ${source}\n${complete(code)}`);
    count += 1;
  }
}
console.log(`${count} examples`);
