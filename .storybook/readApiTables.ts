// Reads the tables of apiTables.ts from the types and their comments.
import { relative } from 'node:path';
import ts from 'typescript';
import { readChoices } from './apiChoices.js';
import type { ApiEntry, ApiRow, ApiTables } from './apiTables.js';
import { SDK_MEMBERS } from './sdkMembers.js';

const ENTRIES = {
  'decart-react': 'src/index.ts',
  'decart-react/parts': 'src/parts.ts',
  'decart-react/server': 'src/server/index.ts',
  'decart-react/server/redis': 'src/server/redis/index.ts',
  'decart-react/sandbox': 'src/sandbox/index.ts',
  'decart-react/testing': 'src/testing/index.ts',
};

export function readTables(): ApiTables {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram(Object.values(ENTRIES), options);
  const checker = program.getTypeChecker();
  const choices = readChoices(program);
  return Object.assign(
    {},
    ...Object.entries(ENTRIES).map(([entry, path]) => {
      const source = program.getSourceFile(path);
      return source ? readEntry(checker, source, entry, choices) : {};
    }),
  );
}

function readEntry(
  checker: ts.TypeChecker,
  source: ts.SourceFile,
  entry: string,
  choices: ReadonlyMap<string, string>,
): ApiTables {
  const module = checker.getSymbolAtLocation(source);
  if (!module) return {};
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));

  const resolve = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  /** Links become plain text: their targets don't exist in a table. */
  const text = (parts: ts.SymbolDisplayPart[] | undefined) =>
    ts
      .displayPartsToString(parts)
      .replaceAll(/\{@link (\w+) ?\}/g, '`$1`')
      .replace(/^- /, '')
      .trim();
  /** The source text: the compiler's version loses the indentation after a caption. */
  const examplesOf = (symbol: ts.Symbol) =>
    (symbol.declarations ?? [])
      .flatMap((declaration) => ts.getJSDocTags(declaration))
      .filter((tag) => tag.tagName.text === 'example')
      .map((tag) =>
        tag
          .getText()
          .replace(/^@example\s/, '')
          .replaceAll(/^[ \t]*\*(?: |\/?$)/gm, '')
          .trim(),
      )
      // A single line needs no code block.
      .map((example) => (example.includes('```') ? example : `\`${example}\``));

  /** The value itself, if the type comes from an object of defaults. */
  const literalOf = (declaration: ts.Declaration) =>
    (ts.isPropertyAssignment(declaration) || ts.isVariableDeclaration(declaration)) &&
    declaration.initializer &&
    ts.isStringLiteral(declaration.initializer)
      ? declaration.initializer.text
      : null;

  /** In full if it is short, else as written in the source. */
  function typeOf(declaration: ts.Declaration, type: ts.Type): string {
    const inFull = checker
      .typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
      .replaceAll(/import\("[^"]*"\)\./g, '')
      // The name already shows that it is optional.
      .replaceAll(' | undefined', '')
      .replace(/^\((\(.*)\)$/, '$1');
    const isShort = inFull.length <= 80 && !inFull.includes('AwaitedReactNode');
    const isDeclared = ts.isPropertySignature(declaration) || ts.isParameter(declaration);
    if (isShort || !isDeclared || !declaration.type) return inFull;
    const written = declaration.type
      .getText()
      .replaceAll(/\s+/g, ' ')
      .replace(/^\| /, '')
      .replaceAll('( ', '(')
      .replaceAll(/,? \)/g, ')')
      .replaceAll(' | undefined', '')
      .replaceAll(/\(null extends \w+ \? ('\w+') : never\)/g, '$1')
      .replace(/^\((\(.*)\)$/, '$1');
    // Type parameters mean nothing to a reader.
    return /^([A-Z]|Exclude)\b/.test(written) ? inFull : written;
  }

  function rowOf(symbol: ts.Symbol, declaration: ts.Declaration, isRequired: boolean): ApiRow {
    const isOfSdk = declaration.getSourceFile().fileName.includes('@decartai');
    const said = text(symbol.getDocumentationComment(checker)) || (isOfSdk && SDK_MEMBERS[symbol.name]) || '';
    const defaultTag = symbol.getJsDocTags(checker).find(({ name }) => name === 'defaultValue');
    return {
      name: symbol.name,
      type: typeOf(declaration, checker.getTypeOfSymbolAtLocation(symbol, declaration))
        .replaceAll(/\b[A-Z]\w+/g, (type) => choices.get(type) ?? type)
        .replaceAll('"', "'"),
      description: [said, ...examplesOf(symbol)].join('\n\n').trim(),
      defaultValue: defaultTag ? text(defaultTag.text) : literalOf(declaration),
      isRequired,
    };
  }

  const membersOf = (type: ts.Type) =>
    type.isUnion() ? checker.getPropertiesOfType(type) : type.getProperties();

  /** Only our own members: the standard props of an element need no row. */
  function rowsOf(type: ts.Type): ApiRow[] {
    return membersOf(type).flatMap((member): ApiRow[] => {
      const declaration = member.declarations?.[0];
      const file = declaration && relative(process.cwd(), declaration.getSourceFile().fileName);
      const isOurs = file && (file.startsWith('src') || file.includes('@decartai'));
      if (!isOurs) return [];
      const row = rowOf(member, declaration, !(member.flags & ts.SymbolFlags.Optional));
      const object = objectIn(declaration);
      if (!object || row.type.length <= 120) return [row];
      // Its members have their own rows.
      const members = rowsOf(checker.getTypeAtLocation(object));
      return [
        { ...row, type: row.type.endsWith('null') ? 'object | null' : 'object' },
        ...members.map((each) => ({ ...each, name: `${row.name}.${each.name}` })),
      ];
    });
  }

  /** An inline object type. */
  function objectIn(declaration: ts.Declaration): ts.TypeNode | undefined {
    if (!ts.isPropertySignature(declaration) || !declaration.type) return undefined;
    const types = ts.isUnionTypeNode(declaration.type) ? declaration.type.types : [declaration.type];
    return types.find(ts.isTypeLiteralNode);
  }

  const isNullable = (type: ts.Type) =>
    type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
  const noteOf = ({ aliasSymbol, symbol }: ts.Type) =>
    text((aliasSymbol ?? symbol)?.getDocumentationComment(checker)).replace(/^What `\w+` returns\.$/, '');
  const hasAttributes = (type: ts.Type) => membersOf(type).some(({ name }) => name === 'aria-label');

  function isOptional({ valueDeclaration: declaration }: ts.Symbol): boolean {
    if (!declaration || !ts.isParameter(declaration)) return true;
    return declaration.questionToken !== undefined || declaration.initializer !== undefined;
  }

  function entryOf(name: string, symbol: ts.Symbol): ApiEntry {
    const target = resolve(symbol);
    const found: ApiEntry = {
      entry,
      isType: !(target.flags & ts.SymbolFlags.Value),
      isClass: false,
      description: text(target.getDocumentationComment(checker)),
      examples: examplesOf(target),
      parameters: [],
      rows: [],
      rowsNote: '',
      takesAttributes: false,
      returns: [],
      returnsNote: '',
    };
    const props = exported.get(`${name}Props`);
    if (props) {
      const type = checker.getDeclaredTypeOfSymbol(resolve(props));
      found.rows = rowsOf(type);
      found.takesAttributes = hasAttributes(type);
    } else if (found.isType) {
      found.rows = rowsOf(checker.getDeclaredTypeOfSymbol(target));
    } else {
      const type = checker.getTypeOfSymbolAtLocation(target, source);
      const [call] = type.getCallSignatures();
      const [construct] = type.getConstructSignatures();
      const signature = call ?? construct;
      found.isClass = construct !== undefined;
      for (const parameter of signature?.getParameters() ?? []) {
        const declaration = parameter.valueDeclaration;
        if (!declaration) continue;
        // `__0` is a destructured object. Every component accepts a ref.
        if (call && /^(props|options|__\d)$/.test(parameter.name)) {
          const taken = checker.getTypeOfSymbolAtLocation(parameter, source);
          found.rows = rowsOf(taken);
          found.rowsNote = noteOf(taken);
          found.takesAttributes = hasAttributes(taken);
        } else if (parameter.name !== 'ref') {
          found.parameters.push(rowOf(parameter, declaration, !isOptional(parameter)));
        }
      }
      if (call) {
        const returned = call.getReturnType();
        const inFull = `\`${checker.typeToString(returned)}\``;
        found.returns = rowsOf(checker.getNonNullableType(returned));
        found.returnsNote = found.returns.length > 0 ? noteOf(returned) : /^[A-Z]/.test(name) ? '' : inFull;
        if (isNullable(returned) && found.returns.length > 0) found.returnsNote = `${inFull}:`;
      }
      // A class; or an object of functions, such as the keys of the cache.
      else found.rows = rowsOf(construct ? construct.getReturnType() : type);
    }
    return found;
  }

  return Object.fromEntries([...exported].map(([name, symbol]) => [name, entryOf(name, symbol)]));
}
