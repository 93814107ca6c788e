/** The event that a browser fires when somebody pastes `data`. */
export function pasteEvent(data: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  // Firefox drops data that a script passes.
  if (event.clipboardData?.types.length !== data.types.length) {
    Object.defineProperty(event, 'clipboardData', { value: data });
  }
  return event;
}
