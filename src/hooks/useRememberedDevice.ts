import { useContext, useSyncExternalStore } from 'react';
import { DecartContext } from '../provider/context';
import { type RememberedDevices, readDevices } from '../store/readDevices';

const nothing = () => () => {};
const none = () => undefined;

/** The id of the device that a person chose at an earlier visit, if the provider remembers devices. */
export function useRememberedDevice(device: keyof RememberedDevices): string | undefined {
  const core = useContext(DecartContext)?.core;
  const read = () => (core?.remembersDevices() ? readDevices()[device] : undefined);
  return useSyncExternalStore(nothing, read, none);
}
