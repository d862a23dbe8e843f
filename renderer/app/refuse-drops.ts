/**
 * Keeps what is dropped onto the page from taking its place, as browsers let a file or an address do. Text may still be
 * dragged into a field. Source: HTML Standard, "Drag and drop", the processing model.
 */
export function refuseDrops(page: Pick<Window, 'addEventListener'>): void {
  for (const type of ['dragover', 'drop'] as const) page.addEventListener(type, refuse);
}

function refuse(event: DragEvent): void {
  const isFile = event.dataTransfer?.types.includes('Files') === true;
  if (!isFile && event.target instanceof Element && event.target.closest(FIELDS) !== null) return;
  event.preventDefault();
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
}

/** Where text is written. */
const FIELDS = 'input, textarea, [contenteditable="true"]';
