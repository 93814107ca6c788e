/** The id as a string, or what is wrong with the value, for the log. */
export type ReadId = { id: string } | { problem: string };

/**
 * Reads an id from a string, a number, a bigint, or an object with its own conversion, such as MongoDB's `ObjectId`. Refuses
 * values that could be the same for two people.
 */
export function readId(value: unknown): ReadId {
  switch (typeof value) {
    case 'string':
      return readText(value);
    case 'number':
      // Above this, two different ids may have been rounded to the same number.
      return Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isFinite(value)
        ? { problem: 'a number above 2^53, which may be rounded: pass a string or a bigint' }
        : readText(String(value));
    case 'bigint':
      return { id: String(value) };
    case 'object':
      return value === null ? { problem: 'null' } : readObject(value);
    default:
      return { problem: `a value of type ${typeof value}` };
  }
}

/** A missing id that was converted to a string: everybody would have the same one. */
const NO_IDS = /^(undefined|null|NaN|-?Infinity)$|\[object |^\s*$/;
/** All ill-formed strings are encoded as the same bytes. */
const HALF_CHARACTER = /\p{Surrogate}/u;

function readText(text: string): ReadId {
  if (NO_IDS.test(text)) return { problem: JSON.stringify(text.slice(0, 20)) };
  return HALF_CHARACTER.test(text) ? { problem: "a string that isn't well-formed Unicode" } : { id: text };
}

/** An array, a date, a regular expression or an error isn't an id. */
const BUILT_IN = /^\[object (Array|Arguments|Boolean|BigInt|Date|Error|Number|RegExp|Symbol)\]$/;

function readObject(value: object): ReadId {
  // As text they are decoded as UTF-8, which turns every invalid byte into the same character.
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return { problem: "binary data: pass its text, such as `id.toString('hex')`" };
  }
  const method = 'toHexString' in value ? 'toHexString' : 'toString';
  const text = BUILT_IN.test(Object.prototype.toString.call(value)) ? undefined : callText(value, method);
  if (typeof text !== 'string' || text.includes('[object ')) {
    return { problem: 'a value of type object' };
  }
  return isSameForAll(value, method, text)
    ? { problem: `an object of a class whose \`${method}\` returns the same for all objects` }
    : readText(text);
}

function callText(value: object, method: string): unknown {
  const own: unknown = Reflect.get(value, method);
  return typeof own === 'function' ? own.call(value) : undefined;
}

/** Whether an empty object of its class has the same text. */
function isSameForAll(value: object, method: string, text: string): boolean {
  try {
    return callText(Object.create(Object.getPrototypeOf(value)), method) === text;
  } catch {
    // It needs the object's fields.
    return false;
  }
}
