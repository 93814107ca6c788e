// The content of the docs page of each export: description, examples, options and result, read from the types and their
// comments. A Vite plugin, because only the compiler knows what an interface inherits.
import { once } from 'node:events';
import { relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { readChoices } from './apiChoices.js';

export interface ApiRow {
  name: string;
  type: string;
  description: string;
  defaultValue: string | null;
  isRequired: boolean;
}

export interface ApiEntry {
  /** Where it is imported from. */
  entry: string;
  /** Whether it is only a type. */
  isType: boolean;
  /** Whether it is created with `new`. A component is not. */
  isClass: boolean;
  description: string;
  examples: string[];
  /** The parameters of a function or a constructor, without its options. */
  parameters: ApiRow[];
  /** A component's props, a function's options, or the members of an interface or a class. */
  rows: ApiRow[];
  /** The description of the options' type. */
  rowsNote: string;
  /** Whether it also accepts the props of its element. */
  takesAttributes: boolean;
  /** The members of a function's result, if it is one of our own types. */
  returns: ApiRow[];
  returnsNote: string;
}

export type ApiTables = Record<string, ApiEntry>;

const ID = 'virtual:api-tables';
const ENTRIES = {
  'decart-react': 'src/index.ts',
  'decart-react/parts': 'src/parts.ts',
  'decart-react/server': 'src/server/index.ts',
  'decart-react/server/redis': 'src/server/redis/index.ts',
  'decart-react/sandbox': 'src/sandbox/index.ts',
  'decart-react/testing': 'src/testing/index.ts',
};

/** Descriptions for fields that the SDK doesn't document. */
const SDK_MEMBERS: Readonly<Record<string, string>> = {
  resolution: 'The size of the transformed picture, as the model allows.',
  preferredVideoCodec: 'The codec to send with. Safari on a desktop always sends VP8.',
  queryParams: 'Added to the address of the signaling socket.',
  debugQuality:
    'Measures the latency from picture to picture, for `useConnectionQuality`. It marks the picture.',
  iceServers: 'The STUN and TURN servers to try.',
  iceGatherTimeoutMs: 'Milliseconds that finding a way out may take. 5000 unless set.',
  deep: 'Opens a real, billed session to measure the latency.',
  durationMs: 'Milliseconds that the real session may take. 12000 unless set.',
  iceTransportPolicy: 'As in `RTCConfiguration`.',
  quality: 'How good the connection is.',
  limitingFactor: 'What holds it back.',
  metrics: 'The numbers behind it: `rttMs`, `fps`, `packetLoss` …',
  timestamp: 'When it was measured, in ms.',
  video: 'The picture that comes in.',
  audio: 'The sound that comes in.',
  connection: 'What the network path can carry.',
  process: 'Images: `client.process({ model, prompt, data })`.',
  queue: 'Videos: `submit`, `status`, `result`, and `submitAndPoll`, which does all three.',
  files: 'Reference images: `upload`, `get`, `delete`.',
  realtime: 'Live sessions, without React.',
  connect:
    'Opens a live session of the SDK with a valid token, and with all the traps that `useRealtimeStream` survives.',
  subscribe: "Watches somebody's session by its `subscribeToken`.",
  checkConnectivity: 'Finds out whether this network can carry a session. See `useConnectivityCheck`.',
  id: 'Starts with `file_`; goes wherever a reference image does in realtime.',
  size_bytes: 'The size in bytes.',
  created_at: 'When it was uploaded: ISO 8601.',
  expires_at: 'When it will be deleted: ISO 8601; null for a file that is kept.',
  framesDecoded: 'Frames so far.',
  framesDropped: 'Frames so far that came too late to be shown.',
  framesReceived: 'Frames so far.',
  keyFramesDecoded: 'Frames so far that stand for themselves.',
  framesPerSecond: 'Frames in the last second.',
  frameWidth: 'Pixels.',
  frameHeight: 'Pixels.',
  bytesReceived: 'Bytes so far.',
  bytesSent: 'Bytes so far.',
  packetsReceived: 'Packets so far.',
  packetsSent: 'Packets so far.',
  packetsLost: 'Packets so far.',
  jitter: 'How unevenly packets come, in seconds.',
  freezeCount: 'How often the picture stood still so far.',
  totalFreezesDuration: 'How long it stood still so far, in seconds.',
  nackCountDelta: 'Packets asked for once more since the last time.',
  retransmittedBytesSent: 'Bytes so far that were sent once more.',
  retransmittedPacketsSent: 'Packets so far that were sent once more.',
  fractionLost: 'The share of packets that Decart lost lately, from 0 to 1.',
};

export function apiTables(): Plugin {
  let isServed = false;
  let reading: Promise<ApiTables> = Promise.resolve({});
  return {
    name: 'api-tables',
    configResolved({ command }) {
      isServed = command === 'serve';
      // The tests of the stories don't need the tables. The first page does, and waits less if reading starts now.
      if (process.env.VITEST) return;
      reading = readTablesInWorker();
      // The code that loads the tables gets the error.
      reading.catch(() => {});
    },
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const tables = await reading;
      for (const [name, { isType, description, examples }] of Object.entries(tables)) {
        if (isType || (description && examples.length > 0)) continue;
        const problem = `${name} is exported without a description or an @example.`;
        // It may be incomplete while a developer is writing it.
        if (isServed) this.warn(problem);
        else this.error(problem);
      }
      return `export default ${JSON.stringify(tables)}`;
    },
  };
}

/** See apiTablesWorker.mjs. */
async function readTablesInWorker(): Promise<ApiTables> {
  const worker = new Worker(new URL('apiTablesWorker.mjs', import.meta.url));
  const [tables] = await once(worker, 'message');
  return tables;
}

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
