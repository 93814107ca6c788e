import { useControlled } from './useControlled';

/** The props of a part that opens something, named as in Radix. */
export interface OpenOptions {
  /** Whether it is open, if your app controls that. */
  open?: boolean | undefined;
  /** Whether it is open initially. @defaultValue false */
  defaultOpen?: boolean | undefined;
  /** Called when a press opens or closes it. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

export function useOpen({ open, defaultOpen = false, onOpenChange }: OpenOptions) {
  const { value, change } = useControlled(open, defaultOpen, onOpenChange);
  return [value, change] as const;
}
