interface Engine {
  name: string;
  /** Debian's names. */
  packages: string[];
}
export const REDIS: Engine;
/** The path of a usable Redis or Valkey: `REDIS_PATH`, else the system's; or undefined. */
export function findRedis(): string | undefined;
/** A newcomer may lack an engine: its tests are skipped. With `CI` set, that would hide what never ran: it is an error. */
export function whenMissing(
  engine: Engine,
  env?: Readonly<Record<string, string | undefined>>,
): { isError: boolean; message: string };
