// What the docs pages show of each export: its description, its examples, its options and what it returns, read from the
// types and their comments. A Vite plugin, because only the compiler knows what an interface inherits.
import { relative } from 'node:path';
import ts from 'typescript';
import type { Plugin } from 'vite';

export interface ApiRow {
  name: string;
  type: string;
  description: string;
  defaultValue: string | null;
  isRequired: boolean;
}

export interface ApiEntry {
  description: string;
  examples: string[];
  /** A component's props, a hook's options, or an interface's members. */
  rows: ApiRow[];
  /** What a hook returns. */
  returns: ApiRow[];
}

export type ApiTables = Record<string, ApiEntry>;

const ID = 'virtual:api-tables';
const ENTRY = 'src/index.ts';

export function apiTables(): Plugin {
  return {
    name: 'api-tables',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined;
      // The tests of the stories look at no table.
      return `export default ${JSON.stringify(process.env.VITEST ? {} : readTables())}`;
    },
  };
}

function readTables(): ApiTables {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram([ENTRY], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ENTRY);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) return {};
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));

  const resolve = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const text = (parts: ts.SymbolDisplayPart[] | undefined) => ts.displayPartsToString(parts).trim();

  /** In full where that is short, else as it is written in the sources. */
  function typeOf(declaration: ts.Declaration, type: ts.Type): string {
    const inFull = checker
      .typeToString(checker.getNonNullableType(type), undefined, ts.TypeFormatFlags.NoTruncation)
      .replaceAll(/import\("[^"]*"\)\./g, '');
    const isShort = inFull.length <= 80 && !inFull.includes('AwaitedReactNode');
    if (isShort || !ts.isPropertySignature(declaration) || !declaration.type) return inFull;
    const written = declaration.type.getText().replace(/ \| undefined$/, '');
    // A type's parameter says nothing to a reader.
    return /^[A-Z]\b/.test(written) ? inFull : written.replace(/^\((\(.*)\)$/, '$1');
  }

  /** Members of our own: what an element takes anyway is not worth a row. */
  function rowsOf(type: ts.Type): ApiRow[] {
    const members = type.isUnion() ? checker.getPropertiesOfType(type) : type.getProperties();
    return members.flatMap((member): ApiRow[] => {
      const declaration = member.declarations?.[0];
      const file = declaration && relative(process.cwd(), declaration.getSourceFile().fileName);
      const isOurs = file && (file.startsWith('src') || file.includes('@decartai'));
      if (!isOurs) return [];
      const tags = member.getJsDocTags(checker);
      const defaultTag = tags.find(({ name }) => name === 'defaultValue');
      const memberType = checker.getTypeOfSymbolAtLocation(member, declaration);
      return [
        {
          name: member.name,
          type: typeOf(declaration, memberType),
          description: text(member.getDocumentationComment(checker)),
          defaultValue: defaultTag ? text(defaultTag.text) : null,
          isRequired: !(member.flags & ts.SymbolFlags.Optional),
        },
      ];
    });
  }

  function entryOf(name: string, symbol: ts.Symbol): ApiEntry {
    const target = resolve(symbol);
    const entry: ApiEntry = {
      description: text(target.getDocumentationComment(checker)),
      examples: target
        .getJsDocTags(checker)
        .filter((tag) => tag.name === 'example')
        .map((tag) => text(tag.text)),
      rows: [],
      returns: [],
    };
    const props = exported.get(`${name}Props`);
    if (props) {
      entry.rows = rowsOf(checker.getDeclaredTypeOfSymbol(resolve(props)));
    } else if (target.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
      entry.rows = rowsOf(checker.getDeclaredTypeOfSymbol(target));
    } else if (source) {
      const [signature] = checker.getTypeOfSymbolAtLocation(target, source).getCallSignatures();
      const options = signature?.getParameters().at(-1);
      if (options) entry.rows = rowsOf(checker.getTypeOfSymbolAtLocation(options, source));
      if (signature && name.startsWith('use')) entry.returns = rowsOf(signature.getReturnType());
    }
    return entry;
  }

  return Object.fromEntries([...exported].map(([name, symbol]) => [name, entryOf(name, symbol)]));
}
