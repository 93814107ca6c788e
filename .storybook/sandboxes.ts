// Every story has its own sandbox while it is on the page.
import { createSandbox, type Sandbox } from '../src/sandbox';

const sandboxes = new Map<HTMLElement, Sandbox>();
const birthdays = new WeakMap<Sandbox, number>();

/** The sandbox of the story that is rendered into this element, created at the first call. */
export function sandboxOf({ canvasElement }: { canvasElement: HTMLElement }): Sandbox {
  const existing = sandboxes.get(canvasElement);
  if (existing) return existing;
  const sandbox = createSandbox();
  sandboxes.set(canvasElement, sandbox);
  birthdays.set(sandbox, Date.now());
  return sandbox;
}

/** Milliseconds since the sandbox was created: the unit of its events. */
export function ageOf(sandbox: Sandbox): number {
  return Date.now() - (birthdays.get(sandbox) ?? Date.now());
}

export function disposeSandbox(canvasElement: HTMLElement): void {
  sandboxes.get(canvasElement)?.dispose();
  sandboxes.delete(canvasElement);
}
