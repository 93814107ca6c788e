import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useElement, usePlayer } from './player';

/** Lays something over the picture, wherever the control that shows it is. */
export function InStage({ children }: { children: ReactNode }) {
  const player = usePlayer();
  const stage = useElement(player.stage);
  const root = useElement(player.root);
  const target = stage ?? root;
  return target && createPortal(children, target);
}
