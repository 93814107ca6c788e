/** One running call. */
export interface CallPlace {
  /** The call's own id. */
  id: string;
  /** Whose call it is: `user:42`, `address:203.0.113.7`. Undefined if nobody is known. */
  who: string | undefined;
  /** How many calls `who` may have running. `Infinity` for no limit. */
  perUser: number;
  /** How many calls may be running in total. `Infinity` for no limit. */
  total: number;
  /** Milliseconds after which a call that isn't kept is forgotten: its process has ended. */
  ttl: number;
}

/**
 * Counts running calls, for limits that several processes share. `enterCall` must check and count in one atomic step.
 */
export interface CallStore {
  /** Counts a call. Returns `entered`, or whose limit the call would exceed. */
  enterCall(name: string, call: CallPlace): EnterResult | Promise<EnterResult>;
  /** Reports that a call is still running. */
  keepCall(name: string, call: CallPlace): unknown;
  /** Stops counting a call. */
  leaveCall(name: string, call: CallPlace): unknown;
}

export type EnterResult = 'entered' | 'user' | 'total';
