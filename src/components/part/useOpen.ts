import { useControlled } from './useControlled';

/** What a part takes that opens something, in the words of Radix. */
export interface OpenOptions {
  /** Whether it is open, where your app keeps that. */
  open?: boolean | undefined;
  /** Whether it is open at first. @defaultValue false */
  defaultOpen?: boolean | undefined;
  /** Called when a press opens or closes it. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

export function useOpen({ open, defaultOpen = false, onOpenChange }: OpenOptions) {
  const { value, change } = useControlled(open, defaultOpen, onOpenChange);
  return [value, change] as const;
}
