/** One call that is under way. */
export interface CallPlace {
  /** The call's own id. */
  id: string;
  /** Whose call it is: `user:42`, `address:203.0.113.7`. Undefined if nobody is known. */
  who: string | undefined;
  /** Calls that `who` may have under way. `Infinity` for no limit. */
  perUser: number;
  /** Calls that all may have under way. `Infinity` for no limit. */
  total: number;
  /** Milliseconds after which a call that isn't kept is forgotten: its process has ended. */
  ttl: number;
}

/**
 * Counts the calls that are under way, for limits that several processes share. `enterCall` must check and count in one
 * atomic step.
 */
export interface CallStore {
  /** Counts a call. Returns whose limit it would exceed, else `entered`. */
  enterCall(name: string, call: CallPlace): EnterResult | Promise<EnterResult>;
  /** Says that a call is still under way. */
  keepCall(name: string, call: CallPlace): unknown;
  leaveCall(name: string, call: CallPlace): unknown;
}

export type EnterResult = 'entered' | 'user' | 'total';
