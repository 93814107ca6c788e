// Every story gets a sandbox of its own, for as long as it is on the page.
import { createSandbox, type Sandbox } from '../src/sandbox';

const sandboxes = new Map<HTMLElement, Sandbox>();

/** The sandbox of the story that is rendered into this element; it is made when first asked for. */
export function sandboxOf({ canvasElement }: { canvasElement: HTMLElement }): Sandbox {
  const sandbox = sandboxes.get(canvasElement) ?? createSandbox();
  sandboxes.set(canvasElement, sandbox);
  return sandbox;
}

export function disposeSandbox(canvasElement: HTMLElement): void {
  sandboxes.get(canvasElement)?.dispose();
  sandboxes.delete(canvasElement);
}
